// What the store asks of the keys of one Alert Code, however many settings are stacked in them: a key begins in a slot,
// decides arrivals, says from when on it need not be kept, and is forgotten.

import type { Decision } from './throttle.ts';

/** The keys of one Alert Code, each named by its slot. */
export interface TrackedKeys {
  /** A key never seen before, in a slot that is new or has been forgotten. */
  begin(slot: number): void;

  /** Decides the key's next arrival. */
  decide(slot: number, timeUs: number, originatorCounter: number): Decision;

  /**
   * The earliest moment at which nothing of the key can matter to a later decision or report; not after `nowUs`
   * means now. More arrivals never make it earlier.
   */
  forgettableNotBeforeUs(slot: number, nowUs: number): number;

  /** Gives back what the key holds. */
  forget(slot: number): void;
}
