// All tracked keys, never more than the capacity. A key is (Device ID, Alert Code), found code by code and then by
// Device, so that no two pairs can ever share one. Keys that can no longer matter are forgotten; a live one is never
// evicted.

import { ByAlertCode } from './by-alert-code.ts';
import { KeyPages, NO_SLOT } from './key-pages.ts';
import { KeySweep } from './key-sweep.ts';
import { KnownDevices, UNKNOWN } from './known-devices.ts';
import type { Arrival, Decision } from './throttle.ts';
import type { TrackedKeys } from './tracked-keys.ts';

/** A new key pays for looking at two old ones, so that a flood of one-shot keys cannot outrun the forgetting. */
const VISITS_PER_NEW_KEY = 2;
/** Other arrivals pay for one visit in so many, so that idle keys go even when no new ones come. */
const ARRIVALS_PER_VISIT = 16;

/** The keys of one Alert Code, and where each has its slot. Without any, the code itself is forgotten. */
interface KeysOfCode {
  readonly alertCode: number;
  readonly pages: KeyPages;
  readonly keys: TrackedKeys;
}

/** Finds or makes the key of an arrival, within a bound on the number of keys. */
export class KeyStore {
  readonly #capacity: number;
  readonly #makeKeys: (alertCode: number) => TrackedKeys;
  readonly #devices = new KnownDevices();
  readonly #codes = new ByAlertCode<KeysOfCode>();
  readonly #sweep = new KeySweep(this.#codes);
  #size = 0;
  #arrivals = 0;
  #nothingForgettableBeforeUs = Number.NEGATIVE_INFINITY;

  constructor(capacity: number, makeKeys: (alertCode: number) => TrackedKeys) {
    this.#capacity = capacity;
    this.#makeKeys = makeKeys;
  }

  get size(): number {
    return this.#size;
  }

  /** What the key of this arrival decides; undefined when the key is unknown and the store is full. */
  decide(arrival: Arrival): Decision | undefined {
    const { deviceId, device, alertCode, originatorCounter, timeUs } = arrival;
    if (this.#arrivals++ % ARRIVALS_PER_VISIT === 0) this.#visit(1, timeUs);
    const known = this.#codes.get(alertCode);
    const number = this.#devices.find(deviceId, device);
    if (known !== undefined && number !== UNKNOWN) {
      const slot = known.pages.slotOf(number);
      if (slot !== NO_SLOT) return known.keys.decide(slot, timeUs, originatorCounter);
    }
    return this.#decideNew(arrival);
  }

  #decideNew({ deviceId, device, alertCode, originatorCounter, timeUs }: Arrival): Decision | undefined {
    this.#visit(VISITS_PER_NEW_KEY, timeUs);
    if (this.#size >= this.#capacity) this.#forgetAll(timeUs);
    if (this.#size >= this.#capacity) return undefined;
    const { pages, keys } = this.#codes.get(alertCode) ?? this.#open(alertCode);
    const slot = pages.take(this.#devices.addKey(deviceId, device));
    this.#size++;
    keys.begin(slot);
    return keys.decide(slot, timeUs, originatorCounter);
  }

  #open(alertCode: number): KeysOfCode {
    const opened = { alertCode, pages: new KeyPages(), keys: this.#makeKeys(alertCode) };
    this.#codes.set(alertCode, opened);
    return opened;
  }

  /** Looks at the next few keys in turn and forgets those that are idle. */
  #visit(keys: number, nowUs: number): void {
    for (let visited = 0; visited < keys && this.#sweep.next(); visited++) {
      this.#forgetIfIdle(this.#sweep.code, this.#sweep.slot, nowUs);
    }
  }

  #forgetAll(nowUs: number): void {
    if (nowUs < this.#nothingForgettableBeforeUs) return;
    let earliestUs = Number.POSITIVE_INFINITY;
    const all = new KeySweep(this.#codes);
    while (all.next()) earliestUs = Math.min(earliestUs, this.#forgetIfIdle(all.code, all.slot, nowUs));
    this.#nothingForgettableBeforeUs = this.#size < this.#capacity ? Number.NEGATIVE_INFINITY : earliestUs;
  }

  /** Forgets a key that is idle; returns when it can be forgotten at the earliest, infinity when it is gone. */
  #forgetIfIdle(code: KeysOfCode, slot: number, nowUs: number): number {
    const notBeforeUs = code.keys.forgettableNotBeforeUs(slot, nowUs);
    if (notBeforeUs > nowUs) return notBeforeUs;
    code.keys.forget(slot);
    this.#devices.removeKey(code.pages.release(slot));
    this.#size--;
    if (code.pages.empty) this.#codes.delete(code.alertCode);
    return Number.POSITIVE_INFINITY;
  }
}
