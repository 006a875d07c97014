// What every check hands back, and the one order in which a check speaks: a breach convicts; else what could
// not be seen leaves it open; else having checked nothing is no pass. Each check words its own claim.

import { LEFT_OUT_SHARE } from '../domain/limits.ts';
import type { CheckResult, Witness } from '../domain/verdict.ts';
import type { HistoryEntry } from '../ledger/history.ts';
import { counted, formatCount } from './wording.ts';

/** The result of one check over a History. */
export type Finding = CheckResult<HistoryEntry>;

/** What convicts: ledger entries and a sentence. */
export type Proof = Witness<HistoryEntry>;

/** The parts of a finding that do not depend on the run. */
export type Claim = Pick<Finding, 'id' | 'requirement' | 'bound'>;

/** What a check found. */
export interface Evidence {
  readonly measured: string;
  readonly exercised: number;
  /** What could go either way inside the arrival intervals, in the unit of `exercised`; none when left away. */
  readonly leftOut?: number;
  /** What convicts, or null. */
  readonly breach: { readonly reason: string; readonly witness: Proof } | null;
  /** What could not be seen, or null. */
  readonly doubt: string | null;
  /** Why there was nothing to check, should that be so. */
  readonly idle: string;
  /** What holds, should it hold. */
  readonly holds: string;
}

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

/** The finding that follows from the evidence. */
export function conclude(claim: Claim, evidence: Evidence): Finding {
  const { exercised, leftOut = 0, breach, idle, holds } = evidence;
  const measured = evidence.measured + leftOutNote(leftOut);
  const doubt = evidence.doubt ?? leftOutDoubt(leftOut, exercised);
  const result = { ...claim, measured, exercised, witness: null };
  if (breach) return { ...result, verdict: 'fail', ...breach };
  if (doubt !== null) return { ...result, verdict: 'inconclusive', reason: doubt };
  if (exercised === 0) return notExercised(claim, idle);
  return { ...result, verdict: 'pass', reason: holds };
}

/** What `measured` says of what was left out; nothing when nothing was. */
function leftOutNote(leftOut: number): string {
  return leftOut === 0 ? '' : `; ${formatCount(leftOut)} left out`;
}

/** What a check must own up to when it left out too much to be believed; null when it did not. */
function leftOutDoubt(leftOut: number, exercised: number): string | null {
  const all = leftOut + exercised;
  if (leftOut <= all * LEFT_OUT_SHARE) return null;
  return `${formatCount(leftOut)} of ${formatCount(all)} could go either way inside their arrival intervals`;
}

/** What a check must own up to when Alerts have no time on the profile's clock; null when all have. */
export function untimedDoubt(untimed: number): string | null {
  return untimed === 0
    ? null
    : `the time that counts is not on record for the keys of ${counted(untimed, 'Alert')}`;
}
