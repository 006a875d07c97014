// Every delivered Alert must carry exactly the sequence id and count the reference model expects, and none
// where it expects none. Ids are numbered over all keys, so once one decision differs, every later id may:
// then this check says that it cannot tell, and leaves the blame with the decisions.

import type { Witness } from '../../domain/verdict.ts';
import type { HistoryEntry } from '../../ledger/history.ts';
import { OUTCOME } from '../../ledger/history.ts';
import { addTallies, breachAt, type Check, type Tally } from '../check.ts';
import { allAgree } from '../decision-tally.ts';
import type { Claim, Finding } from '../finding.ts';
import { notExercised } from '../finding.ts';
import type { Part } from '../part.ts';
import type { Replay } from '../replay.ts';
import type { Trace } from '../trace.ts';
import { witness } from '../witness-rows.ts';
import { counted, formatCount, keyName, momentOf } from '../wording.ts';

/** What is claimed, with a view into the throttle or without. */
export const METADATA_VALUES_CLAIM: Claim = {
  id: 'metadata-values',
  requirement: 'SECMP0062-2 (K10–K15)',
  bound: 'every sequence id and count equals the reference model',
};

type Counts = Tally<'exercised' | 'wrong' | 'disagreements'>;

/**
 * Judges the metadata of a History. Exercised: Alerts given to a User that carry metadata, or should. An
 * Alert that was let through but never reached a User is left to conservation: nobody saw what it carried.
 */
export const METADATA_VALUES: Check<Counts> = { examine, add: addTallies, conclude };

function examine({ trace, expected, decisions }: Part): Counts {
  const { exercised, wrong, firstRow } = tally(trace, expected);
  const reason = 'a delivered Alert carries the wrong metadata';
  const breach = firstRow < 0 ? null : breachAt(trace, firstRow, reason, convict(trace, expected, firstRow));
  return { counts: { exercised, wrong, disagreements: allAgree(decisions) ? 0 : 1 }, breach };
}

function tally({ history }: Trace, expected: Replay) {
  const sum = { exercised: 0, wrong: 0, firstRow: -1 };
  for (let row = 0; row < history.length; row++) {
    if (history.outcome[row] !== OUTCOME.deliver || history.copies[row] === 0) continue;
    if (Number.isNaN(history.receivedUs[row]!)) continue;
    if (!carriesAny(history, row) && !carriesAny(expected, row)) continue;
    sum.exercised++;
    if (carriesTheSame(history, expected, row)) continue;
    sum.wrong++;
    if (sum.firstRow < 0) sum.firstRow = row;
  }
  return sum;
}

function conclude({ counts, breach }: Counts): Finding {
  const { exercised, wrong, disagreements } = counts;
  if (exercised === 0) {
    return notExercised(METADATA_VALUES_CLAIM, 'no delivered Alert carries metadata, and none should');
  }
  const result = { ...METADATA_VALUES_CLAIM, exercised };
  if (disagreements > 0) {
    const reason =
      'not comparable, because the decisions themselves differ or are not all known: see decisions';
    return { ...result, verdict: 'inconclusive', reason, measured: 'not compared', witness: null };
  }
  const measured = `${formatCount(wrong)} of ${counted(exercised, 'Alert')} with metadata differ`;
  if (breach) return { ...result, verdict: 'fail', measured, reason: breach.reason, witness: breach.witness };
  const reason = 'every sequence id and count is the one the profile asks for';
  return { ...result, verdict: 'pass', reason, measured, witness: null };
}

type Metadata = Pick<Replay, 'sequenceId' | 'count'>;

function carriesAny(from: Metadata, row: number): boolean {
  return !Number.isNaN(from.sequenceId[row]!) || !Number.isNaN(from.count[row]!);
}

function carriesTheSame(one: Metadata, other: Metadata, row: number): boolean {
  return Object.is(one.sequenceId[row], other.sequenceId[row]) && Object.is(one.count[row], other.count[row]);
}

function convict({ history, times }: Trace, expected: Replay, row: number): Witness<HistoryEntry> {
  const engaged = expected.episodeRow[row]!;
  const since = engaged < 0 ? '' : `, throttled since ${momentOf(times, engaged)}`;
  const sentence =
    `${keyName(history, row)}${since}: the Alert delivered at ${momentOf(times, row)} must carry ` +
    `${inWords(expected, row)}; it carried ${inWords(history, row)}`;
  return witness(history, sentence, [engaged, expected.periodRow[row]!, row]);
}

function inWords(from: Metadata, row: number): string {
  if (!carriesAny(from, row)) return 'no metadata';
  const number = (value: number): string => (Number.isNaN(value) ? 'none' : String(value));
  return `sequence id ${number(from.sequenceId[row]!)} and count ${number(from.count[row]!)}`;
}
