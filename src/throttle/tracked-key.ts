// What the store keeps of a key, however many settings are stacked in it: one arrival in, one decision out, and
// the moment from which the key need not be kept.

import type { Decision } from './throttle.ts';

/** A key that the throttle remembers. */
export interface TrackedKey {
  /** Decides the key's next arrival. */
  decide(timeUs: number, originatorCounter: number): Decision;

  /**
   * The earliest moment at which nothing of this key can matter to a later decision or report; not after `nowUs`
   * means now. More arrivals never make it earlier.
   */
  forgettableNotBeforeUs(nowUs: number): number;
}
