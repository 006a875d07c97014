// The plug-in contract: a throttle answers every Alert it is asked about with a decision, and in time. One that throws,
// answers something else or takes too long is at fault, whatever the decisions are worth that it did give.

import type { History } from '../../ledger/history.ts';
import { OUTCOME } from '../../ledger/history.ts';
import { addTallies, breachAt, type Check, type Tally } from '../check.ts';
import { isUndecided } from '../delivered.ts';
import type { Claim, Finding, Proof } from '../finding.ts';
import { conclude } from '../finding.ts';
import type { Part } from '../part.ts';
import type { Trace } from '../trace.ts';
import { witness } from '../witness-rows.ts';
import { counted, formatCount, keyName, momentOf } from '../wording.ts';

const CLAIM: Claim = {
  id: 'answers',
  requirement: 'throttle plug-in contract',
  bound: 'every Alert the throttle is asked about is answered with a decision, in time',
};

type Counts = Tally<'exercised' | 'undecided' | 'late' | 'notAsked' | 'unseen'>;

/** Judges whether the throttle answered. Exercised: Alerts it is known to have been asked about. */
export const ANSWERS: Check<Counts> = { examine, add: addTallies, conclude: conclusion };

function examine({ trace }: Part): Counts {
  const { firstRow, ...counts } = tally(trace.history);
  const reason = 'the throttle did not answer every Alert with a decision in time';
  const breach = firstRow < 0 ? null : breachAt(trace, firstRow, reason, convict(trace, firstRow));
  return { counts, breach };
}

function conclusion({ counts, breach }: Counts): Finding {
  const { exercised, undecided, late, notAsked, unseen } = counts;
  const silent = unseen + notAsked;
  const after = notAsked === 0 ? '' : `; the throttle was not asked about ${formatCount(notAsked)} more`;
  return conclude(CLAIM, {
    measured:
      `${formatCount(undecided)} without a decision, ${formatCount(late)} decided too late, ` +
      `of ${counted(exercised, 'Alert')}${after}`,
    exercised,
    breach,
    doubt:
      silent === 0 || exercised === 0
        ? null
        : `no answer is on record for ${counted(silent, 'received Alert')}`,
    idle: 'no answer of the throttle is on record',
    holds: 'every Alert was answered with a decision in time',
  });
}

function tally(history: History) {
  const sum = { exercised: 0, undecided: 0, late: 0, notAsked: 0, unseen: 0, firstRow: -1 };
  const anyFaults = history.faults.size > 0;
  for (let row = 0; row < history.length; row++) {
    if (Number.isNaN(history.receivedUs[row]!)) continue;
    const faulty = anyFaults && history.faults.has(row);
    if (!faulty && history.outcome[row] === OUTCOME.none) {
      if (isUndecided(history, row)) sum.notAsked++;
      else sum.unseen++;
      continue;
    }
    sum.exercised++;
    if (!faulty) continue;
    if (history.outcome[row] === OUTCOME.none) sum.undecided++;
    else sum.late++;
    if (sum.firstRow < 0) sum.firstRow = row;
  }
  return sum;
}

function convict({ history, receipt }: Trace, row: number): Proof {
  const sentence =
    `${keyName(history, row)}: asked about the Alert with originator counter ${history.counter[row]!}, ` +
    `received at ${momentOf(receipt, row)}, the throttle ${history.faults.get(row)!}`;
  return witness(history, sentence, [row]);
}
