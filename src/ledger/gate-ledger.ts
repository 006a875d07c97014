// What the gate saw and what the throttle said, in arrival order. Append-only; a row never changes. Only Alerts are
// here: what was refused as none is counted elsewhere.

import { float64, GrowingColumns, uint8, uint16, uint32 } from '../columns/growing-columns.ts';
import type { Qos } from '../domain/qos.ts';
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

/** Rows of a gate's ledger on their way to another thread, with what they need that did not go before. */
export interface GateRows {
  readonly columns: GateColumns;
  /** Reasons that are new in these rows. */
  readonly reasons: readonly string[];
  /** Faults by row, counted from the first of these. */
  readonly faults: ReadonlyMap<number, string>;
  readonly byQos: readonly [number, number, number];
}

const MAKERS = {
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

type GateColumns = { [Name in keyof typeof MAKERS]: ReturnType<(typeof MAKERS)[Name]> };

/** Arrivals and decisions, in order. */
export class GateLedger {
  readonly #rows = new GrowingColumns(MAKERS);
  readonly #reasons = new Interner();
  #faults = new Map<number, string>();
  #byQos: [number, number, number] = [0, 0, 0];
  #reasonsTaken = 0;

  /** The Devices that arrivals can come from. */
  readonly deviceIds: readonly string[];

  constructor(deviceIds: readonly string[]) {
    this.deviceIds = deviceIds;
  }

  append(entry: GateEntry): void {
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

  /** Hands over the rows that have not been taken yet, and starts anew. Devices and reasons keep their numbers. */
  take(): GateRows {
    const rows = {
      columns: this.#rows.take(),
      reasons: this.#reasons.names.slice(this.#reasonsTaken),
      faults: this.#faults,
      byQos: this.#byQos,
    };
    this.#reasonsTaken = this.#reasons.names.length;
    this.#faults = new Map();
    this.#byQos = [0, 0, 0];
    return rows;
  }

  /** Adds rows that another ledger of the same Devices handed over, in the order in which it did. */
  add({ columns, reasons, faults, byQos }: GateRows): void {
    const first = this.#rows.add(columns);
    this.#reasons.follow(reasons);
    for (const [row, fault] of faults) this.#faults.set(first + row, fault);
    byQos.forEach((count, qos) => {
      this.#byQos[qos]! += count;
    });
  }

  get length(): number {
    return this.#rows.length;
  }

  get columns() {
    return this.#rows.columns;
  }

  get reasons(): readonly string[] {
    return this.#reasons.names;
  }

  /** What the throttle did instead of deciding in time, by row. */
  get faults(): ReadonlyMap<number, string> {
    return this.#faults;
  }

  get byQos(): readonly [number, number, number] {
    return this.#byQos;
  }
}
