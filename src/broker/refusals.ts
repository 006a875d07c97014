// What the broker and the gate turned away before the throttle was asked, and whom the broker cut off, by reason.
// Counting is all it does: bad data from a client never stops anything.

/** Why something was turned away. */
export type RefusalReason =
  | 'unknown-client'
  | 'foreign-topic'
  | 'foreign-subscription'
  | 'malformed-alert'
  | 'protocol-error'
  | 'early-packet'
  | 'silent-client'
  | 'unread-replies'
  | 'slow-user';

/** Counts of refusals. */
export class Refusals {
  readonly #counts: Partial<Record<RefusalReason, number>> = {};

  count(reason: RefusalReason): void {
    this.#counts[reason] = (this.#counts[reason] ?? 0) + 1;
  }

  get total(): number {
    return Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
  }

  /** Counts so far, only of reasons that occurred. */
  get byReason(): Readonly<Record<string, number>> {
    return { ...this.#counts };
  }
}
