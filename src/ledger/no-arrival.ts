// What a history says of rows that never arrived at the gate: not known, in every column that an arrival fills. What
// was planned or given of them is written elsewhere.

import { OUTCOME } from './history.ts';
import type { HistoryColumns } from './history-columns.ts';

/** Writes that the rows from the first up to and not including the last never arrived. */
export function writeNoArrival(to: HistoryColumns, from: number, until: number): void {
  to.receivedUs.fill(Number.NaN, from, until);
  to.timestampUs.fill(Number.NaN, from, until);
  to.outcome.fill(OUTCOME.none, from, until);
  to.reason.fill(-1, from, until);
}
