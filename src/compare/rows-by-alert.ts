// The rows of a history found by the row of the plan they are about: what MQTT delivered again has several,
// and they keep their arrival order, so the n-th in one run answers to the n-th in another. Columns only; no
// row is an object.

import type { History } from '../ledger/history.ts';

/** The rows of Alert `id` lie in `rows` from `starts[id]` up to `starts[id + 1]`. */
interface RowsByAlert {
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
}

/** Stands for "no such row". */
export const NO_ROW = -1;

/** Groups the rows by Alert, in time proportional to their number. Rows that nobody planned are left out. */
function rowsByAlert(history: History, alerts: number): RowsByAlert {
  const isPlanned = (id: number): boolean => id >= 0 && id < alerts;
  const starts = new Uint32Array(alerts + 1);
  for (let row = 0; row < history.length; row++) {
    const id = history.id[row]!;
    if (isPlanned(id)) starts[id + 1]!++;
  }
  for (let id = 1; id <= alerts; id++) starts[id]! += starts[id - 1]!;
  const next = starts.slice();
  const rows = new Uint32Array(starts[alerts]!);
  for (let row = 0; row < history.length; row++) {
    const id = history.id[row]!;
    if (isPlanned(id)) rows[next[id]!++] = row;
  }
  return { rows, starts };
}

/** Visits every pair of rows about one arrival of one Alert, in planned order; `NO_ROW` where one is missing. */
export function visitPairs(
  baseline: History,
  run: History,
  visit: (baselineRow: number, runRow: number) => void,
): void {
  const alerts = Math.max(baseline.header.planned, run.header.planned);
  const before = rowsByAlert(baseline, alerts);
  const now = rowsByAlert(run, alerts);
  for (let id = 0; id < alerts; id++) {
    const first = before.starts[id]!;
    const second = now.starts[id]!;
    const inBaseline = before.starts[id + 1]! - first;
    const inRun = now.starts[id + 1]! - second;
    for (let nth = 0; nth < Math.max(inBaseline, inRun); nth++) {
      visit(
        nth < inBaseline ? before.rows[first + nth]! : NO_ROW,
        nth < inRun ? now.rows[second + nth]! : NO_ROW,
      );
    }
  }
}
