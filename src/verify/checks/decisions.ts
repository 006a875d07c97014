// Every decision must equal the reference model's, both ways: an Alert let through that should have been
// discarded is as wrong as one swallowed that should have been delivered.

import { addTallies, breachAt, type Check, type Tally } from '../check.ts';
import type { DecisionTally } from '../decision-tally.ts';
import { decisionWitness } from '../decision-witness.ts';
import type { Claim, Finding } from '../finding.ts';
import { notExercised, untimedDoubt } from '../finding.ts';
import type { Part } from '../part.ts';
import { countUntracked } from '../untracked.ts';
import { counted, formatCount } from '../wording.ts';

/** What is claimed, with a view into the throttle or without. */
export const DECISIONS_CLAIM: Claim = {
  id: 'decisions',
  requirement: 'SECMP0062-1 (K2–K7)',
  bound: 'no decision differs from the reference model',
};

type Counts = Tally<Exclude<keyof DecisionTally, 'firstRow'> | 'saidUntracked'>;

/** Judges the decisions of a History. Exercised: decisions held against the model. */
export const DECISIONS: Check<Counts> = { examine, add: addTallies, conclude };

function examine({ trace, expected, decisions }: Part): Counts {
  const { firstRow, ...counted } = decisions;
  const reason = 'the throttle did not decide as the profile says';
  const breach =
    firstRow < 0 ? null : breachAt(trace, firstRow, reason, decisionWitness(trace, expected, firstRow));
  return { counts: { ...counted, saidUntracked: countUntracked(trace.history) }, breach };
}

function conclude({ counts, breach }: Counts): Finding {
  const { compared, expectedDiscards, letThrough, swallowed } = counts;
  const measured =
    `${formatCount(letThrough + swallowed)} of ${counted(compared, 'decision')} differ` +
    (breach
      ? ` (${formatCount(letThrough)} let through, ${formatCount(swallowed)} swallowed)`
      : ` (${counted(expectedDiscards, 'discard')} expected)`);
  const result = { ...DECISIONS_CLAIM, measured, exercised: compared, witness: null };
  if (breach) return { ...result, verdict: 'fail', reason: breach.reason, witness: breach.witness };
  const doubt = unjudged(counts);
  if (doubt !== null) return { ...result, verdict: 'inconclusive', reason: doubt };
  if (compared === 0) return notExercised(DECISIONS_CLAIM, 'no decision is on record');
  if (counts.undecided > 0) {
    const reason = `no decision is on record for ${counted(counts.undecided, 'received Alert')}`;
    return { ...result, verdict: 'inconclusive', reason };
  }
  return { ...result, verdict: 'pass', reason: 'every decision is the one the profile asks for' };
}

/** Why some decisions cannot be judged whatever they are, or null. */
function unjudged({ untracked, saidUntracked, untimed }: Counts['counts']): string | null {
  if (untracked > 0) {
    return `the throttle was at its ceiling of tracked keys: ${counted(untracked, 'Alert')} cannot be judged`;
  }
  if (saidUntracked > 0) {
    const said = counted(saidUntracked, 'Alert');
    return `the throttle says that ${said} went untracked, though it never had more keys than it holds`;
  }
  return untimedDoubt(untimed);
}
