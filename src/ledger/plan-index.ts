// Finds the planned Alert that a message claims to be. Counters run 1, 2, 3… per Device in planned order, so the
// answer is one look-up in a list per Device.

import type { EmissionPlan } from '../plan/emission-plan.ts';

/** From (Device, originator counter, code) to the Alert's id in the plan. */
export class PlanIndex {
  readonly #plan: EmissionPlan;
  readonly #deviceIndex: ReadonlyMap<string, number>;
  /** Ids of all Alerts, Device by Device in counter order; a Device's own start at its offset. */
  readonly #ids: Uint32Array;
  readonly #offsets: Uint32Array;

  constructor(plan: EmissionPlan) {
    this.#plan = plan;
    this.#deviceIndex = new Map(plan.devices.map((device) => [device.id, device.index]));
    this.#offsets = new Uint32Array(plan.devices.length + 1);
    for (const device of plan.device) this.#offsets[device + 1]!++;
    for (let device = 0; device < plan.devices.length; device++) {
      this.#offsets[device + 1]! += this.#offsets[device]!;
    }
    this.#ids = new Uint32Array(plan.length);
    plan.device.forEach((device, id) => {
      this.#ids[this.#offsets[device]! + plan.counter[id]! - 1] = id;
    });
  }

  /** The id of the planned Alert, or -1 when nobody planned such a one. */
  idOf(deviceId: string, counter: number, alertCode: number): number {
    const device = this.#deviceIndex.get(deviceId);
    if (device === undefined) return -1;
    const position = this.#offsets[device]! + counter - 1;
    if (!(counter >= 1) || position >= this.#offsets[device + 1]!) return -1;
    const id = this.#ids[position]!;
    return this.#plan.streams[this.#plan.stream[id]!]!.alertCode === alertCode ? id : -1;
  }
}
