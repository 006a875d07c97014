// Two records in, every figure that an `expect` line could name out, side by side and judged. Counts come
// from the histories, latencies from what the runs measured.

import { COUNTS, LATENCIES, type LatencyName, STATISTICS, type StatisticName } from '../domain/figure.ts';
import type { LatencySummary } from '../measure/latency-summary.ts';
import type { StoredRecord } from '../record/read-record.ts';
import type { RunDocument } from '../record/run-document.ts';
import { countAlerts } from './alert-counts.ts';
import type { Allowances } from './allowance.ts';
import type { FigureChange } from './comparison.ts';
import { judgeChange } from './judge-change.ts';

const STATISTIC_FIELDS = {
  min: 'minUs',
  p50: 'p50Us',
  p90: 'p90Us',
  p99: 'p99Us',
  p999: 'p999Us',
  max: 'maxUs',
} as const satisfies Record<StatisticName, keyof LatencySummary>;

/** Compares all figures. `exactCounts`: one plan in virtual time, where counts cannot differ by chance. */
export function figureChanges(
  baseline: StoredRecord,
  run: StoredRecord,
  allowances: Allowances,
  exactCounts: boolean,
): FigureChange[] {
  const before = countFigures(baseline);
  const now = countFigures(run);
  const counts = [...new Set([...before.keys(), ...now.keys()])].map((figure) =>
    changeOf('alerts', figure, before.get(figure), now.get(figure), allowances, exactCounts),
  );
  const latencies = LATENCIES.flatMap((name) =>
    STATISTICS.map((statistic) => {
      const [was, is] = [baseline.run, run.run].map((of) => latencyOf(of, name, statistic));
      return changeOf('microseconds', `latency.${name}.${statistic}`, was, is, allowances, false);
    }),
  );
  return [...counts, ...latencies];
}

function changeOf(
  unit: FigureChange['unit'],
  figure: string,
  baseline: number | null = null,
  run: number | null = null,
  allowances: Allowances,
  exact: boolean,
): FigureChange {
  const lessIsBetter = unit === 'microseconds';
  const change = { baseline, run, whole: baseline ?? 0, lessIsBetter, exact };
  return { figure, unit, baseline, run, ...judgeChange(change, allowances.get(figure)) };
}

function countFigures({ history }: StoredRecord): Map<string, number> {
  const figures = new Map<string, number>();
  for (const [subject, counts] of countAlerts(history)) {
    for (const name of COUNTS) figures.set(`${subject}.${name}`, counts[name]);
  }
  return figures;
}

function latencyOf(
  { latency }: RunDocument,
  name: LatencyName,
  statistic: StatisticName,
): number | undefined {
  return latency[`${name}.deliver`]?.[STATISTIC_FIELDS[statistic]];
}
