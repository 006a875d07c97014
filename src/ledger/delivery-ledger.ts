// What the Users were given, in order of receipt, whether it could be read or not. Append-only; a row never changes.
// Matching deliveries to arrivals is left to the merge.

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

/** Rows on their way to another thread, with the Device IDs that are new in them. */
export interface DeliveryRows {
  readonly columns: DeliveryColumns;
  readonly deviceIds: readonly string[];
}

const MAKERS = {
  device: uint32,
  code: uint16,
  counter: float64,
  timeUs: float64,
  sequenceId: float64,
  count: float64,
  payloadCrc: uint32,
};

type DeliveryColumns = { [Name in keyof typeof MAKERS]: ReturnType<(typeof MAKERS)[Name]> };

/** Deliveries, in order. */
export class DeliveryLedger {
  readonly #rows = new GrowingColumns(MAKERS);
  readonly #devices = new Interner();
  #devicesTaken = 0;

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

  /** Hands over the rows that have not been taken yet, and starts anew. Devices keep their numbers. */
  take(): DeliveryRows {
    const deviceIds = this.#devices.names.slice(this.#devicesTaken);
    this.#devicesTaken = this.#devices.names.length;
    return { columns: this.#rows.take(), deviceIds };
  }

  /** Adds rows that another ledger handed over, in the order in which it did. */
  add({ columns, deviceIds }: DeliveryRows): void {
    this.#devices.follow(deviceIds);
    this.#rows.add(columns);
  }

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
