// Alerts of one key reach the User in the order in which they arrived: throttling takes some away and
// reorders none (SECMP0062 K5). Two that were given at the same microsecond are in order.

import { formatMoment } from '../../domain/duration.ts';
import { addTallies, breachAt, type Check, type Tally } from '../check.ts';
import type { Claim, Finding, Proof } from '../finding.ts';
import { conclude } from '../finding.ts';
import { arrivalsOf } from '../key-index.ts';
import type { Part } from '../part.ts';
import { orderIsKnown, type Trace } from '../trace.ts';
import { witness } from '../witness-rows.ts';
import { counted, formatCount, keyName, momentOf } from '../wording.ts';

const CLAIM: Claim = {
  id: 'ordering',
  requirement: 'SECMP0062-1 (K5)',
  bound: 'Alerts of one key are given to the User in arrival order',
};

type Counts = Tally<'exercised' | 'reversed' | 'undated' | 'leftOut'>;

/** Judges the order of deliveries. Exercised: pairs of consecutive deliveries of a key. */
export const ORDERING: Check<Counts> = { examine, add: addTallies, conclude: conclusion };

function examine({ trace }: Part): Counts {
  const { first, ...counts } = tally(trace);
  const reason = 'a later Alert was given to the User before an earlier one of its key';
  const { before, row } = first;
  const breach = row < 0 ? null : breachAt(trace, row, reason, convict(trace, before, row));
  return { counts, breach };
}

function tally(trace: Trace) {
  const sum = { exercised: 0, reversed: 0, undated: 0, leftOut: 0, first: { before: -1, row: -1 } };
  for (let key = 0; key < trace.index.keys; key++) {
    if (orderIsKnown(trace, key)) addKey(sum, trace, key);
    else sum.leftOut += Math.max(0, givenOf(trace, key) - 1);
  }
  return sum;
}

function addKey(sum: ReturnType<typeof tally>, { history, index }: Trace, key: number): void {
  let before = -1;
  let beforeUs = Number.NaN;
  for (let at = index.starts[key]!; at < index.starts[key + 1]!; at++) {
    const row = index.rows[at]!;
    if (history.copies[row] === 0) continue;
    const givenUs = history.deliveredUs[row]!;
    if (Number.isNaN(givenUs)) {
      sum.undated++;
      continue;
    }
    if (before >= 0) sum.exercised++;
    if (givenUs < beforeUs) {
      sum.reversed++;
      if (sum.first.row < 0 || row < sum.first.row) sum.first = { before, row };
    }
    before = row;
    beforeUs = givenUs;
  }
}

function givenOf({ history, index }: Trace, key: number): number {
  return arrivalsOf(index, key).reduce((given, row) => given + (history.copies[row]! > 0 ? 1 : 0), 0);
}

function conclusion({ counts, breach }: Counts): Finding {
  const { exercised, reversed, undated, leftOut } = counts;
  return conclude(CLAIM, {
    measured: `${formatCount(reversed)} of ${counted(exercised, 'pair')} of deliveries out of order`,
    exercised,
    leftOut,
    breach,
    doubt: undated === 0 ? null : `it is not on record when ${counted(undated, 'Alert')} reached the User`,
    idle: 'no key had two Alerts delivered',
    holds: 'every key kept its order',
  });
}

function convict({ history, receipt }: Trace, before: number, row: number): Proof {
  const given = (of: number): string => formatMoment(history.deliveredUs[of]!);
  const sentence =
    `${keyName(history, row)}: the Alert received at ${momentOf(receipt, before)} was given to the User at ` +
    `${given(before)}, after the one received next, at ${momentOf(receipt, row)}, given at ${given(row)}`;
  return witness(history, sentence, [before, row]);
}
