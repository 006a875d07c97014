// What the Users were given, in order of receipt, whether it could be read or not. Append-only; a row never changes.
// Matching deliveries to arrivals is left to the merge. Its rows are handed over chunk by chunk, to be collected on
// another thread.

import { float64, GrowingColumns, uint16, uint32 } from '../columns/growing-columns.ts';
import { Interner } from './interner.ts';

/** One delivery to a User. `timeUs` is scenario time; `counter` is null when the payload could not be read. */
export interface DeliveryEntry {
  readonly deviceId: string;
  readonly alertCode: number;
  readonly counter: number | null;
  readonly timeUs: number;
  readonly sequenceId: number | null;
  readonly count: number | null;
  readonly payloadCrc: number;
}

/** How to make the columns of this ledger. */
export const DELIVERY_COLUMNS = {
  device: uint32,
  code: uint16,
  counter: float64,
  timeUs: float64,
  sequenceId: float64,
  count: float64,
  payloadCrc: uint32,
};

/** All deliveries, to be read; the columns may be longer. */
export interface DeliveryRows {
  readonly length: number;
  readonly columns: DeliveryLedger['columns'];
  readonly deviceIds: readonly string[];
}

/** Rows that were handed over, and the Devices in them that none before was of. */
export interface DeliveryChunk {
  readonly length: number;
  readonly columns: DeliveryLedger['columns'];
  readonly deviceIds: readonly string[];
}

/** Deliveries, in order. */
export class DeliveryLedger implements DeliveryRows {
  readonly #rows = new GrowingColumns(DELIVERY_COLUMNS);
  readonly #devices = new Interner();

  append(entry: DeliveryEntry): void {
    const row = this.#rows.claimRow();
    const to = this.#rows.columns;
    to.device[row] = this.#devices.indexOf(entry.deviceId);
    to.code[row] = entry.alertCode;
    to.counter[row] = entry.counter ?? Number.NaN;
    to.timeUs[row] = entry.timeUs;
    to.sequenceId[row] = entry.sequenceId ?? Number.NaN;
    to.count[row] = entry.count ?? Number.NaN;
    to.payloadCrc[row] = entry.payloadCrc;
  }

  /** Hands over all rows since it last did, and starts anew. Nothing is copied: the columns may be transferred. */
  take(): DeliveryChunk {
    return { length: this.length, deviceIds: this.#devices.takeNew(), columns: this.#rows.take() };
  }

  /** Rows since the last hand-over. */
  get length(): number {
    return this.#rows.length;
  }

  get columns() {
    return this.#rows.columns;
  }

  get deviceIds(): readonly string[] {
    return this.#devices.names;
  }
}
