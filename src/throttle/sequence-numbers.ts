// ThrottledAlertSequenceId: one counter for the whole throttle (SECMP0062 K10: an unsigned 32-bit number).
// Knows neither keys nor episodes; who takes a number when is decided by its callers.

const MAX_UNSIGNED_INT = 0xffff_ffff;

/** Hands out ids from 1, wrapping to 1. */
export class SequenceNumbers {
  #last: number;

  /** Continues after the number handed out last. */
  constructor(last = 0) {
    this.#last = last;
  }

  next(): number {
    this.#last = this.#last === MAX_UNSIGNED_INT ? 1 : this.#last + 1;
    return this.#last;
  }
}

/** A ThrottledAlertCount: saturates at the largest unsigned 32-bit number instead of wrapping. */
export function saturate(count: number): number {
  return Math.min(count, MAX_UNSIGNED_INT);
}
