// The document of a sweep in, `sweep.csv` out: a row per cell, a column for everything that varies and for every
// figure, units in the headings. Comma separated as RFC 4180 has it, with one heading line.

import { settingValueText } from '../scenario/setting.ts';
import type { SweepCell, SweepDocument } from '../sweep/sweep-document.ts';
import type { SweepFigures } from '../sweep/sweep-figures.ts';
import { longestSilence } from './sweep-columns.ts';

type Field = string | number | null;

/** Counts are Alerts or keys, `_s` is seconds of scenario time, `reduction` a share of 1. */
const FIGURES: Readonly<Record<string, (figures: SweepFigures) => Field>> = {
  received: ({ received }) => received,
  delivered: ({ delivered }) => delivered,
  discarded: ({ discarded }) => discarded,
  reduction: ({ reduction }) => reduction,
  honest_received: ({ honest }) => honest.received,
  honest_lost: ({ honest }) => honest.lost,
  storm_keys: ({ stormKeys }) => stormKeys,
  engaged_keys: ({ engage }) => engage.keys,
  engage_median_s: ({ engage }) => seconds(engage.medianUs),
  engage_longest_s: ({ engage }) => seconds(engage.longestUs),
  released_keys: ({ release }) => release.keys,
  release_median_s: ({ release }) => seconds(release.medianUs),
  release_longest_s: ({ release }) => seconds(release.longestUs),
  silence_s: (figures) => seconds(longestSilence(figures)),
  silence_storm_s: ({ silence }) => seconds(silence.stormUs),
  silence_honest_s: ({ silence }) => seconds(silence.honestUs),
  unreported: ({ unreported }) => unreported,
  peak_user: ({ peak }) => peak.delivered.user,
  peak_per_minute: ({ peak }) => peak.delivered.alerts,
  unthrottled_peak_user: ({ peak }) => peak.unthrottled.user,
  unthrottled_peak_per_minute: ({ peak }) => peak.unthrottled.alerts,
};

/** The cells of a sweep as a table for other programs. */
export const sweepCsv = {
  file: 'sweep.csv',
  render(sweep: SweepDocument): string {
    const paths = [...new Set(sweep.scenarios.flatMap(({ axes }) => axes.map(({ path }) => path)))];
    const before = ['cell', 'scenario', ...paths, 'status', 'verdict', 'failed_checks'];
    const head = [...before, ...Object.keys(FIGURES), 'alerts', 'seed', 'profile', 'reasons'];
    const lines = [head, ...sweep.cells.map((cell) => rowOf(cell, sweep, paths))];
    return lines.map((line) => `${line.map(fieldText).join(',')}\r\n`).join('');
  },
} as const;

function rowOf(cell: SweepCell, { scenarios }: SweepDocument, paths: readonly string[]): Field[] {
  const values = paths.map((path) => {
    const setting = cell.settings.find((one) => one.path === path);
    return setting ? settingValueText(setting.value) : null;
  });
  const identity = [cell.cell, scenarios[cell.scenario]!.name, ...values, cell.status];
  const figures = Object.values(FIGURES);
  if (cell.status === 'not-possible') {
    return [...identity, null, null, ...figures.map(() => null), null, null, null, cell.reasons.join('; ')];
  }
  const failed = cell.checks.failed.map(({ id }) => id).join(' ');
  return [
    ...[...identity, cell.verdict, failed, ...figures.map((read) => read(cell.figures))],
    ...[cell.plan.alerts, cell.seed, cell.profile.name, null],
  ];
}

function seconds(us: number | null): number | null {
  return us === null ? null : us / 1_000_000;
}

function fieldText(field: Field): string {
  const text = String(field ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
