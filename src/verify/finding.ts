// What every check hands back, and the one way to say that there was nothing to check.
// Decides nothing: each check words its own claim.

import type { CheckResult } from '../domain/verdict.ts';
import type { HistoryEntry } from '../ledger/history.ts';

/** The result of one check over a History. */
export type Finding = CheckResult<HistoryEntry>;

/** The parts of a finding that do not depend on the run. */
export type Claim = Pick<Finding, 'id' | 'requirement' | 'bound'>;

/** The finding of a check that no Alert of this run put to the test: it is no pass. */
export function notExercised(claim: Claim, reason: string): Finding {
  return {
    ...claim,
    verdict: 'not-exercised',
    reason,
    measured: 'nothing to check',
    exercised: 0,
    witness: null,
  };
}
