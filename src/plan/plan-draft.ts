// Alerts in as they are found, stream by stream and Device by Device; the rows of the plan out, in order and with their
// counters. What chance there is was drawn before.

import type { DeviceClocks } from './device-clocks.ts';
import { plannedOrder } from './planned-order.ts';

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

/** A plan in the making. */
export class PlanDraft {
  readonly #times: number[] = [];
  readonly #devices: number[] = [];
  readonly #streams: number[] = [];
  /** Rows that send an Alert again, and of each the row that sent it first. */
  readonly #again: number[] = [];
  readonly #firsts: number[] = [];

  get length(): number {
    return this.#times.length;
  }

  /** Takes an Alert: when, and the indices of its Device and stream; returns its row. */
  add(timeUs: number, device: number, stream: number): number {
    this.#devices.push(device);
    this.#streams.push(stream);
    return this.#times.push(timeUs) - 1;
  }

  /** Sends the Alert of a row once more, later than the row itself. */
  addAgain(first: number, timeUs: number): void {
    this.#again.push(this.add(timeUs, this.#devices[first]!, this.#streams[first]!));
    this.#firsts.push(first);
  }

  /** The rows of the plan, for so many Devices with these clocks. */
  inOrder(devices: number, clocks: DeviceClocks): PlannedRows {
    const order = plannedOrder(this.#times, this.#devices, devices);
    const firstOf = this.#firstSendings();
    const plannedUs = new Float64Array(order).map((row) => this.#times[row]!);
    return {
      length: order.length,
      plannedUs,
      timestampUs:
        clocks.allRight && this.#again.length === 0
          ? plannedUs
          : new Float64Array(order).map((row) =>
              clocks.shownUs(this.#devices[row]!, this.#times[firstOf[row]!]!),
            ),
      device: order.map((row) => this.#devices[row]!),
      stream: new Uint16Array(order.length).map((_, at) => this.#streams[order[at]!]!),
      counter: this.#countersInOrder(order, firstOf, devices),
    };
  }

  /** Per row, the row that sends its Alert first: itself, for most. */
  #firstSendings(): Uint32Array {
    const firstOf = Uint32Array.from(this.#times.keys());
    this.#again.forEach((row, at) => {
      firstOf[row] = this.#firsts[at]!;
    });
    return firstOf;
  }

  /** Counters run 1, 2, 3… per Device over the first sendings; a further one comes later and has that of its first. */
  #countersInOrder(order: Uint32Array, firstOf: Uint32Array, devices: number): Uint32Array {
    const latest = new Uint32Array(devices);
    const counterOf = new Uint32Array(order.length);
    return order.map((row) => {
      const first = firstOf[row]!;
      const counter = first === row ? ++latest[this.#devices[row]!]! : counterOf[first]!;
      counterOf[row] = counter;
      return counter;
    });
  }
}
