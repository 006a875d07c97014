// A key that counts by the time its Alerts carry. Such times are the Device's own: they may go backwards, and those
// of one key say nothing about another's.

import type { Decision } from './throttle.ts';
import type { TrackedKey } from './tracked-key.ts';

/** Takes a time that goes backwards as the latest seen for this key. */
export class AlertTime implements TrackedKey {
  readonly #key: TrackedKey;
  #latestUs = Number.NEGATIVE_INFINITY;

  constructor(key: TrackedKey) {
    this.#key = key;
  }

  decide(timeUs: number, originatorCounter: number): Decision {
    this.#latestUs = Math.max(this.#latestUs, timeUs);
    return this.#key.decide(this.#latestUs, originatorCounter);
  }

  /** Never: an older Alert may always come, and the latest time decides what becomes of it. */
  forgettableNotBeforeUs(): number {
    return Number.POSITIVE_INFINITY;
  }
}
