// A History shared out by Device, as a run that does not fit into memory is; and a scenario that asks for every figure
// such a run can be measured by.

import { parseFigure } from '../../src/domain/figure.ts';
import type { History } from '../../src/ledger/history.ts';
import { entryAt, HistoryBuilder } from '../../src/ledger/history-builder.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { HistoryPart, RunInParts } from '../../src/verify/run-in-parts.ts';

/** The rows of a History in parts, each Device in the one that `partOf` names. */
export function historyInParts(history: History, partOf: (deviceId: string) => number): RunInParts {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < history.length; row++) {
    const part = partOf(history.deviceIds[history.device[row]!]!);
    rows.set(part, [...(rows.get(part) ?? []), row]);
  }
  const parts = rows.size === 0 ? [[]] : [...rows.values()];
  return {
    header: history.header,
    parts: parts.length,
    read: () => parts.map((of) => partWith(history, of)),
  };
}

function partWith(history: History, rows: readonly number[]): HistoryPart {
  const builder = new HistoryBuilder(history.header);
  for (const row of rows) builder.add(entryAt(history, row));
  return { history: builder.build(), numberOf: (row) => rows[row]! };
}

const FIGURES = [
  'total.planned',
  'total.sent',
  'total.received',
  'total.delivered',
  'total.discarded',
  'total.late',
  'total.dropped',
  'total.refused',
  'total.reported',
  'total.unreported',
  'storm.discarded',
  'throttled-keys.total',
  'throttled-keys.peak',
  'latency.response.max',
];

/** Expects something of each, so that each is measured. */
export const FIGURE_LINES: Pick<Scenario, 'claims' | 'expect'> = {
  claims: [],
  expect: FIGURES.map((name) => ({
    text: `${name} == 3`,
    figure: parseFigure(name, ['storm', 'background'])!,
    comparison: '==',
    bound: 3,
  })),
};
