// What the Users were given of an Alert, put into rows of a history. Writes its own columns only, and all of them for
// every row it is asked for.

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

  /** Writes a row of the delivery ledger that stands for so many copies. */
  write(row: number, delivery: number, copies: number): void {
    const to = this.#to;
    to.deliveredUs[row] = this.#from.timeUs[delivery]!;
    to.copies[row] = copies;
    to.sequenceId[row] = this.#from.sequenceId[delivery]!;
    to.count[row] = this.#from.count[delivery]!;
    to.deliveredCrc[row] = this.#from.payloadCrc[delivery]!;
  }

  /** Writes that nobody was given anything; the metadata is what it would have carried, NaN for none. */
  writeNothing(row: number, sequenceId = Number.NaN, count = Number.NaN): void {
    const to = this.#to;
    to.deliveredUs[row] = Number.NaN;
    to.copies[row] = 0;
    to.sequenceId[row] = sequenceId;
    to.count[row] = count;
    to.deliveredCrc[row] = Number.NaN;
  }
}
