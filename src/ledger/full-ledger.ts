// When a ledger is full, and what is then done about it. A type and a value: whoever writes rows asks, whoever takes
// them answers.

/** What is done before a row is added to so many that were not handed over. */
export interface FullLedger {
  readonly rows: number;
  readonly hand: () => void;
}

/** For a ledger that is read where it is written. */
export const NEVER_FULL: FullLedger = { rows: Number.POSITIVE_INFINITY, hand: () => {} };
