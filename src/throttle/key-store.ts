// The states of all tracked keys, never more than the capacity. A key is (Device ID, Alert Code), held in
// two levels so that no two pairs can ever share one. States that can no longer matter are forgotten; a live
// one is never evicted.

import type { TrackedKey } from './tracked-key.ts';

/** A new key pays for looking at two old Devices, so that a flood of one-shot keys cannot outrun the forgetting. */
const VISITS_PER_NEW_KEY = 2;
/** Other arrivals pay for one visit in so many, so that idle keys go even when no new ones come. */
const ARRIVALS_PER_VISIT = 16;

/** Finds or makes the state of a key, within a bound on the number of keys. */
export class KeyStore {
  readonly #capacity: number;
  readonly #make: (alertCode: number) => TrackedKey;
  readonly #devices = new Map<string, Map<number, TrackedKey>>();
  #sweep = this.#devices.entries();
  #size = 0;
  #arrivals = 0;
  #nothingForgettableBeforeUs = 0;

  constructor(capacity: number, make: (alertCode: number) => TrackedKey) {
    this.#capacity = capacity;
    this.#make = make;
  }

  get size(): number {
    return this.#size;
  }

  /** The state of the key, new if need be; undefined when the key is unknown and the store is full. */
  at(deviceId: string, alertCode: number, nowUs: number): TrackedKey | undefined {
    if (this.#arrivals++ % ARRIVALS_PER_VISIT === 0) this.#visit(1, nowUs);
    const known = this.#devices.get(deviceId)?.get(alertCode);
    if (known) return known;
    this.#visit(VISITS_PER_NEW_KEY, nowUs);
    if (this.#size >= this.#capacity) this.#forgetAll(nowUs);
    if (this.#size >= this.#capacity) return undefined;
    const state = this.#make(alertCode);
    const codes = this.#devices.get(deviceId);
    if (codes) codes.set(alertCode, state);
    else this.#devices.set(deviceId, new Map([[alertCode, state]]));
    this.#size++;
    return state;
  }

  /** Looks at the next few Devices in turn and forgets what is idle there. */
  #visit(devices: number, nowUs: number): void {
    for (let visited = 0; visited < devices; visited++) {
      const next = this.#sweep.next();
      if (next.done) {
        this.#sweep = this.#devices.entries();
        return;
      }
      this.#forgetIdle(next.value[0], next.value[1], nowUs);
    }
  }

  #forgetAll(nowUs: number): void {
    if (nowUs < this.#nothingForgettableBeforeUs) return;
    let earliestUs = Number.POSITIVE_INFINITY;
    for (const [deviceId, codes] of this.#devices) {
      earliestUs = Math.min(earliestUs, this.#forgetIdle(deviceId, codes, nowUs));
    }
    this.#nothingForgettableBeforeUs = this.#size < this.#capacity ? 0 : earliestUs;
  }

  /** Forgets the idle keys of one Device; returns when the next of its keys can be forgotten at the earliest. */
  #forgetIdle(deviceId: string, codes: Map<number, TrackedKey>, nowUs: number): number {
    let earliestUs = Number.POSITIVE_INFINITY;
    for (const [code, state] of codes) {
      const notBeforeUs = state.forgettableNotBeforeUs(nowUs);
      if (notBeforeUs > nowUs) {
        earliestUs = Math.min(earliestUs, notBeforeUs);
      } else if (codes.delete(code)) {
        this.#size--;
      }
    }
    if (codes.size === 0) this.#devices.delete(deviceId);
    return earliestUs;
  }
}
