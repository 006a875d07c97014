// The states of all tracked keys, never more than the capacity. A key is (Device ID, Alert Code), held in
// two levels so that no two pairs can ever share one. States that can no longer matter are forgotten; a live
// one is never evicted.

import type { TrackedKey } from './tracked-key.ts';

/** A new key pays for looking at two old ones, so that a flood of one-shot keys cannot outrun the forgetting. */
const VISITS_PER_NEW_KEY = 2;
/** Other arrivals pay for one visit in so many, so that idle keys go even when no new ones come. */
const ARRIVALS_PER_VISIT = 16;

/** The tracked keys of one Alert Code, by Device ID. Codes are few and Devices many: so it takes one look-up. */
type KeysOfCode = Map<string, TrackedKey>;

/** Finds or makes the state of a key, within a bound on the number of keys. */
export class KeyStore {
  readonly #capacity: number;
  readonly #make: (alertCode: number) => TrackedKey;
  readonly #codes = new Map<number, KeysOfCode>();
  #sweep = keysOf(this.#codes);
  #size = 0;
  #arrivals = 0;
  #nothingForgettableBeforeUs = Number.NEGATIVE_INFINITY;

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
    return this.#codes.get(alertCode)?.get(deviceId) ?? this.#track(deviceId, alertCode, nowUs);
  }

  #track(deviceId: string, alertCode: number, nowUs: number): TrackedKey | undefined {
    this.#visit(VISITS_PER_NEW_KEY, nowUs);
    if (this.#size >= this.#capacity) this.#forgetAll(nowUs);
    if (this.#size >= this.#capacity) return undefined;
    const state = this.#make(alertCode);
    const keys = this.#codes.get(alertCode);
    if (keys) keys.set(deviceId, state);
    else this.#codes.set(alertCode, new Map([[deviceId, state]]));
    this.#size++;
    return state;
  }

  /** Looks at the next few keys in turn and forgets those that are idle. */
  #visit(keys: number, nowUs: number): void {
    for (let visited = 0; visited < keys; visited++) {
      const next = this.#sweep.next();
      if (next.done) {
        this.#sweep = keysOf(this.#codes);
        return;
      }
      this.#forgetIfIdle(next.value, nowUs);
    }
  }

  #forgetAll(nowUs: number): void {
    if (nowUs < this.#nothingForgettableBeforeUs) return;
    let earliestUs = Number.POSITIVE_INFINITY;
    for (const key of keysOf(this.#codes)) earliestUs = Math.min(earliestUs, this.#forgetIfIdle(key, nowUs));
    this.#nothingForgettableBeforeUs = this.#size < this.#capacity ? Number.NEGATIVE_INFINITY : earliestUs;
  }

  /** Forgets a key that is idle; returns when it can be forgotten at the earliest, infinity when it is gone. */
  #forgetIfIdle({ keys, deviceId, state }: HeldKey, nowUs: number): number {
    const notBeforeUs = state.forgettableNotBeforeUs(nowUs);
    if (notBeforeUs > nowUs) return notBeforeUs;
    if (keys.delete(deviceId)) this.#size--;
    return Number.POSITIVE_INFINITY;
  }
}

interface HeldKey {
  readonly keys: KeysOfCode;
  readonly deviceId: string;
  readonly state: TrackedKey;
}

/** Every key in turn. Keys may come and go meanwhile. */
function* keysOf(codes: ReadonlyMap<number, KeysOfCode>): Generator<HeldKey> {
  for (const keys of codes.values()) {
    for (const [deviceId, state] of keys) yield { keys, deviceId, state };
  }
}
