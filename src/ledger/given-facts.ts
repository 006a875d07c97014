// What the Users were given of an Alert, put into rows of a history. Writes its own columns only, and all of them for
// every row it is asked for.

import { gatherKnown } from '../columns/gather.ts';
import type { DeliveryRows } from './delivery-ledger.ts';
import type { HistoryColumns } from './history-columns.ts';

/** Fills `deliveredUs`, `copies`, `sequenceId`, `count` and `deliveredCrc`. */
export class GivenFacts {
  readonly #from: DeliveryRows['columns'];
  readonly #to: HistoryColumns;

  constructor(deliveries: DeliveryRows, to: HistoryColumns) {
    this.#from = deliveries.columns;
    this.#to = to;
  }

  /**
   * Writes these rows of the delivery ledger, one after the other from a row of the history on, each with the copies
   * it stands for; -1 is what nobody was given.
   */
  write(from: number, deliveries: Int32Array, copies: Uint32Array): void {
    const { timeUs, sequenceId, count, payloadCrc } = this.#from;
    const to = this.#to;
    to.copies.set(copies, from);
    gatherKnown(timeUs, deliveries, to.deliveredUs, from);
    gatherKnown(sequenceId, deliveries, to.sequenceId, from);
    gatherKnown(count, deliveries, to.count, from);
    gatherKnown(payloadCrc, deliveries, to.deliveredCrc, from);
  }
}
