// A history in, the counts of the whole run out.
// Counts what the rows say and judges nothing.

import type { History, HistoryHeader } from '../ledger/history.ts';
import { receiptOf } from '../ledger/receipt.ts';
import { measureSendLateness } from '../measure/send-lateness.ts';
import type { RunTotals } from '../record/run-document.ts';
import { wasDiscarded } from '../verify/delivered.ts';

/** Counts of a run whose history is there as a whole. */
export function totalsOf(history: History): RunTotals {
  const tally = new TotalsTally();
  tally.add(history);
  return tally.totals(history.header, measureSendLateness(history).sent);
}

/**
 * Counts a run, piece by piece. What MQTT delivered again counts once as sent and each time as received; what the
 * scenario sends again is planned, sent and received each time.
 */
export class TotalsTally {
  #received = 0;
  #delivered = 0;
  #discarded = 0;

  add(history: History): void {
    const receipt = receiptOf(history);
    for (let row = 0; row < history.length; row++) {
      const arrived = !Number.isNaN(receipt.earliestUs[row]!);
      if (arrived) this.#received++;
      if (history.copies[row]! > 0) this.#delivered++;
      if (arrived && wasDiscarded(history, row)) this.#discarded++;
    }
  }

  /** The counts, with the planned Alerts of which any was sent. */
  totals({ planned, refused }: HistoryHeader, sent: number): RunTotals {
    return {
      planned,
      sent,
      received: this.#received,
      delivered: this.#delivered,
      discarded: this.#discarded,
      refused: Object.values(refused).reduce((sum, count) => sum + count, 0),
    };
  }
}
