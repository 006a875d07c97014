// Alerts in as they are found, Device by Device; the rows of the plan out, in order and with their counters. What
// chance there is was drawn before.

import { type ColumnMakers, float64, GrowingColumns, uint16, uint32 } from '../columns/growing-columns.ts';
import { stableOrder } from '../columns/stable-order.ts';
import type { DeviceClocks } from './device-clocks.ts';

/**
 * The rows of a plan as columns, ordered by planned time, then Device, then stream; those of a trace by time, then as
 * in the trace. An Alert that is sent again has a row for each sending: same Device, stream, counter and timestamp.
 */
export interface PlannedRows {
  readonly length: number;
  /** Integer microseconds of scenario time. */
  readonly plannedUs: Float64Array;
  /** The Alerts' own times, as their Devices write them: `plannedUs` itself where no Alert has one of its own. */
  readonly timestampUs: Float64Array;
  readonly device: Uint32Array;
  readonly stream: Uint16Array;
  /** Originator counter: 1, 2, 3… per Device in planned order of the first sendings; those of a trace are its own. */
  readonly counter: Uint32Array | Float64Array;
}

interface DraftColumns {
  readonly timeUs: Float64Array;
  readonly device: Uint32Array;
  readonly stream: Uint16Array;
}

const MAKERS: ColumnMakers<DraftColumns> = { timeUs: float64, device: uint32, stream: uint16 };

/** A plan in the making, of Devices in ascending order: all Alerts of one come before those of the next. */
export class PlanDraft {
  readonly #rows: GrowingColumns<DraftColumns>;
  /** Rows that send an Alert again, and of each the row that sent it first. */
  readonly #again: number[] = [];
  readonly #firsts: number[] = [];

  constructor(expectedRows?: number) {
    this.#rows = new GrowingColumns(MAKERS, expectedRows);
  }

  get length(): number {
    return this.#rows.length;
  }

  /** Takes an Alert: when, and the indices of its Device and stream; returns its row. */
  add(timeUs: number, device: number, stream: number): number {
    const row = this.#rows.claimRow();
    const to = this.#rows.columns;
    to.timeUs[row] = timeUs;
    to.device[row] = device;
    to.stream[row] = stream;
    return row;
  }

  /** Sends the Alert of a row once more, later than the row itself. */
  addAgain(first: number, timeUs: number): void {
    const { device, stream } = this.#rows.columns;
    this.#again.push(this.add(timeUs, device[first]!, stream[first]!));
    this.#firsts.push(first);
  }

  /** The rows of the plan, for so many Devices with these clocks. */
  inOrder(devices: number, clocks: DeviceClocks): PlannedRows {
    const { timeUs, device, stream } = this.#rows.trimmed();
    const { length } = timeUs;
    const order = stableOrder(timeUs);
    const firstOf = this.#again.length === 0 ? null : this.#firstSendings();
    const ordered = {
      plannedUs: new Float64Array(length),
      device: new Uint32Array(length),
      stream: new Uint16Array(length),
    };
    for (let at = 0; at < length; at++) {
      const row = order[at]!;
      ordered.plannedUs[at] = timeUs[row]!;
      ordered.device[at] = device[row]!;
      ordered.stream[at] = stream[row]!;
    }
    const shownUs = (row: number): number => clocks.shownUs(device[row]!, timeUs[firstOf?.[row] ?? row]!);
    return {
      length,
      ...ordered,
      timestampUs: clocks.allRight && !firstOf ? ordered.plannedUs : Float64Array.from(order, shownUs),
      counter: firstOf
        ? countersOf(order, device, devices, firstOf)
        : countersOfFirst(ordered.device, devices),
    };
  }

  /** Per row, the row that sends its Alert first: itself, for most. */
  #firstSendings(): Uint32Array {
    const firstOf = new Uint32Array(this.length).map((_, row) => row);
    this.#again.forEach((row, at) => {
      firstOf[row] = this.#firsts[at]!;
    });
    return firstOf;
  }
}

/** Counters run 1, 2, 3… per Device, where every row sends its Alert for the first time. */
function countersOfFirst(devices: Uint32Array, count: number): Uint32Array {
  const latest = new Uint32Array(count);
  const counters = new Uint32Array(devices.length);
  for (let at = 0; at < devices.length; at++) counters[at] = ++latest[devices[at]!]!;
  return counters;
}

/** The same over the first sendings; a further one comes later and has the counter of its first. */
function countersOf(
  order: Uint32Array,
  device: Uint32Array,
  devices: number,
  firstOf: Uint32Array,
): Uint32Array {
  const latest = new Uint32Array(devices);
  const counterOf = new Uint32Array(order.length);
  return order.map((row) => {
    const first = firstOf[row]!;
    const counter = first === row ? ++latest[device[row]!]! : counterOf[first]!;
    counterOf[row] = counter;
    return counter;
  });
}
