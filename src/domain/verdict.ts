// What a check may say and what a run may say. A check that was never exercised says so: it is no pass.
// Shapes only; how verdicts combine is the verifier's business.

/** The verdict on a run. */
export type Verdict = 'pass' | 'fail' | 'inconclusive';

/** The verdict of one check. */
export type CheckVerdict = Verdict | 'not-exercised';

/** The fewest ledger entries that convict, and the arithmetic in a sentence. */
export interface Witness<Entry> {
  readonly sentence: string;
  readonly entries: readonly Entry[];
}

/** What one check claims, measured and decided. `exercised` counts the occasions on which it could have failed. */
export interface CheckResult<Entry> {
  readonly id: string;
  readonly requirement: string;
  readonly verdict: CheckVerdict;
  readonly reason: string;
  readonly measured: string;
  readonly bound: string;
  readonly exercised: number;
  readonly witness: Witness<Entry> | null;
}
