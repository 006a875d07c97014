// A history in, the counts of the whole run out.
// Counts what the rows say and judges nothing.

import type { History } from '../ledger/history.ts';
import { receiptOf } from '../ledger/receipt.ts';
import type { RunTotals } from '../record/run-document.ts';
import { wasDiscarded } from '../verify/delivered.ts';

/** Counts of a run. An Alert that was sent again counts once as sent and each time as received. */
export function totalsOf(history: History): RunTotals {
  const sent = new Uint8Array(history.header.planned);
  const receipt = receiptOf(history);
  let received = 0;
  let delivered = 0;
  let discarded = 0;
  for (let row = 0; row < history.length; row++) {
    const id = history.id[row]!;
    if (id >= 0 && !Number.isNaN(history.sentUs[row]!)) sent[id] = 1;
    const arrived = !Number.isNaN(receipt.earliestUs[row]!);
    if (arrived) received++;
    if (history.copies[row]! > 0) delivered++;
    if (arrived && wasDiscarded(history, row)) discarded++;
  }
  const refused = Object.values(history.header.refused).reduce((sum, count) => sum + count, 0);
  const { planned } = history.header;
  return { planned, sent: sent.reduce((sum, one) => sum + one, 0), received, delivered, discarded, refused };
}
