// Which row of a history stands for which row of the plan. What MQTT delivered again has a row more: whoever counts
// the plan must count it once. What the scenario sends again is planned each time, and counts each time.

import type { History } from '../ledger/history.ts';

/** Marks, with 1, the first row of each planned Alert; rows that nobody planned stay 0. */
export function firstRowsOfPlan(history: History): Uint8Array {
  const seen = new Uint8Array(history.header.planned);
  const first = new Uint8Array(history.length);
  for (let row = 0; row < history.length; row++) {
    const id = history.id[row]!;
    if (seen[id] !== 0) continue;
    seen[id] = 1;
    first[row] = 1;
  }
  return first;
}
