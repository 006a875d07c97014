// Every decision must equal the reference model's, both ways: an Alert let through that should have been
// discarded is as wrong as one swallowed that should have been delivered.

import type { DecisionTally } from '../decision-tally.ts';
import { decisionWitness } from '../decision-witness.ts';
import type { Claim, Finding } from '../finding.ts';
import { notExercised, untimedDoubt } from '../finding.ts';
import type { Replay } from '../reference-model.ts';
import type { Trace } from '../trace.ts';
import { counted, formatCount } from '../wording.ts';

/** What is claimed, with a view into the throttle or without. */
export const DECISIONS_CLAIM: Claim = {
  id: 'decisions',
  requirement: 'SECMP0062-1 (K2–K7)',
  bound: 'no decision differs from the reference model',
};

/** Judges the decisions of a History. Exercised: decisions held against the model. */
export function checkDecisions(trace: Trace, expected: Replay, tally: DecisionTally): Finding {
  const { compared, letThrough, swallowed, untracked, undecided, firstRow } = tally;
  const measured =
    `${formatCount(letThrough + swallowed)} of ${counted(compared, 'decision')} differ` +
    (firstRow < 0
      ? ` (${counted(tally.expectedDiscards, 'discard')} expected)`
      : ` (${formatCount(letThrough)} let through, ${formatCount(swallowed)} swallowed)`);
  const result = { ...DECISIONS_CLAIM, measured, exercised: compared, witness: null };
  if (firstRow >= 0) {
    return {
      ...result,
      verdict: 'fail',
      reason: 'the throttle did not decide as the profile says',
      witness: decisionWitness(trace, expected, firstRow),
    };
  }
  if (untracked > 0) {
    const reason = `the throttle was at its ceiling of tracked keys: ${counted(untracked, 'Alert')} cannot be judged`;
    return { ...result, verdict: 'inconclusive', reason };
  }
  if (trace.saidUntracked > 0) {
    const said = counted(trace.saidUntracked, 'Alert');
    const reason = `the throttle says that ${said} went untracked, though it never had more keys than it holds`;
    return { ...result, verdict: 'inconclusive', reason };
  }
  if (tally.untimed > 0) return { ...result, verdict: 'inconclusive', reason: untimedDoubt(trace)! };
  if (compared === 0) return notExercised(DECISIONS_CLAIM, 'no decision is on record');
  if (undecided > 0) {
    const reason = `no decision is on record for ${counted(undecided, 'received Alert')}`;
    return { ...result, verdict: 'inconclusive', reason };
  }
  return { ...result, verdict: 'pass', reason: 'every decision is the one the profile asks for' };
}
