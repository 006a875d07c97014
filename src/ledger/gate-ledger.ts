// What the gate saw and what the throttle said, in arrival order. Append-only; a row never changes. Only Alerts are
// here: what was refused as none is counted elsewhere. Its rows are handed over chunk by chunk, to be collected on
// another thread.

import { float64, GrowingColumns, uint8, uint16, uint32 } from '../columns/growing-columns.ts';
import type { Qos } from '../domain/qos.ts';
import { type FullLedger, NEVER_FULL } from './full-ledger.ts';
import { OUTCOME, type Outcome } from './history.ts';
import { Interner } from './interner.ts';

/** One arrival with its decision, or the reason why there is none. `timeUs` is scenario time. */
export interface GateEntry {
  /** The Device's place in the ledger's list. */
  readonly device: number;
  readonly alertCode: number;
  readonly counter: number;
  readonly timeUs: number;
  /** The Alert's own time, when the throttle counts by it. */
  readonly timestampUs: number | null;
  readonly outcome: Outcome;
  readonly reason: string;
  /** What the throttle did instead of deciding in time; null when it did decide. */
  readonly fault: string | null;
  readonly sequenceId: number | null;
  readonly count: number | null;
  readonly payloadCrc: number;
  readonly qos: Qos;
}

/** How to make the columns of this ledger. */
export const GATE_COLUMNS = {
  device: uint32,
  code: uint16,
  counter: float64,
  timeUs: float64,
  timestampUs: float64,
  outcome: uint8,
  reason: uint16,
  sequenceId: float64,
  count: float64,
  payloadCrc: uint32,
};

/** All rows of a gate, to be read; the columns may be longer. */
export interface GateRows {
  readonly length: number;
  readonly columns: GateLedger['columns'];
  /** The Devices that arrivals can come from. */
  readonly deviceIds: readonly string[];
  readonly reasons: readonly string[];
  /** What the throttle did instead of deciding in time, by row. */
  readonly faults: ReadonlyMap<number, string>;
  readonly byQos: readonly [number, number, number];
}

/** Rows that were handed over, and what must be known of them that was not handed over before. */
export interface GateChunk {
  readonly length: number;
  readonly columns: GateLedger['columns'];
  /** The reasons that are new. */
  readonly reasons: readonly string[];
  /** By row of the chunk. */
  readonly faults: ReadonlyMap<number, string>;
  readonly byQos: readonly [number, number, number];
}

/** Arrivals and decisions, in order. */
export class GateLedger implements GateRows {
  readonly #rows = new GrowingColumns(GATE_COLUMNS);
  readonly #reasons = new Interner();
  #faults = new Map<number, string>();
  #byQos: [number, number, number] = [0, 0, 0];

  readonly deviceIds: readonly string[];
  readonly #full: FullLedger;

  /** Tells when it is full, if it ever is to be. */
  constructor(deviceIds: readonly string[], full: FullLedger = NEVER_FULL) {
    this.deviceIds = deviceIds;
    this.#full = full;
  }

  append(entry: GateEntry): void {
    if (this.#rows.length >= this.#full.rows) this.#full.hand();
    const row = this.#rows.claimRow();
    const to = this.#rows.columns;
    to.device[row] = entry.device;
    to.code[row] = entry.alertCode;
    to.counter[row] = entry.counter;
    to.timeUs[row] = entry.timeUs;
    to.timestampUs[row] = entry.timestampUs ?? Number.NaN;
    to.outcome[row] = OUTCOME[entry.outcome ?? 'none'];
    to.reason[row] = this.#reasons.indexOf(entry.reason);
    to.sequenceId[row] = entry.sequenceId ?? Number.NaN;
    to.count[row] = entry.count ?? Number.NaN;
    to.payloadCrc[row] = entry.payloadCrc;
    if (entry.fault !== null) this.#faults.set(row, entry.fault);
    this.#byQos[entry.qos]++;
  }

  /** Hands over all rows since it last did, and starts anew. Nothing is copied: the columns may be transferred. */
  take(): GateChunk {
    const { length } = this;
    const chunk = { length, reasons: this.#reasons.takeNew(), faults: this.#faults, byQos: this.#byQos };
    this.#faults = new Map();
    this.#byQos = [0, 0, 0];
    return { ...chunk, columns: this.#rows.take() };
  }

  /** Rows since the last hand-over. */
  get length(): number {
    return this.#rows.length;
  }

  get columns() {
    return this.#rows.columns;
  }

  get reasons(): readonly string[] {
    return this.#reasons.names;
  }

  get faults(): ReadonlyMap<number, string> {
    return this.#faults;
  }

  get byQos(): readonly [number, number, number] {
    return this.#byQos;
  }
}
