// Which sending of an Alert something on record belongs to. All sendings have the same bytes, so nothing but order
// tells them apart: what happens first belongs to the first, and never to one that had not been sent by then.

import type { PlanIndex } from './plan-index.ts';

/** Hands out the sendings of every planned Alert in turn. */
export class Sendings {
  readonly #index: PlanIndex;
  readonly #sentUs: Float64Array;
  /** Per Alert, how many of its sendings were handed out. */
  readonly #taken: Uint32Array;

  /** Takes, per row of the plan, when it was sent: microseconds, NaN when it never was. */
  constructor(index: PlanIndex, sentUs: Float64Array) {
    this.#index = index;
    this.#sentUs = sentUs;
    this.#taken = new Uint32Array(index.alerts);
  }

  /**
   * The plan's row for what came of this Alert at this moment, -1 where nobody planned it; ask in order of time. It is
   * the next sending, or the one handed out last where there is no next one yet: then MQTT delivered that one again.
   */
  next(alert: number, timeUs: number): number {
    if (alert >= this.#index.alerts) return -1;
    const taken = this.#taken[alert]!;
    const row = this.#index.rowOf(alert, taken);
    if (taken > 0 && !(this.#sentUs[row]! <= timeUs)) return this.#index.rowOf(alert, taken - 1);
    this.#taken[alert] = taken + 1;
    return row;
  }
}
