// A code on the exclusion list is never throttled, at any rate (SECMP0062 K7). Put to the test only where a
// throttle that forgot the list would have acted: above the default rule's threshold.

import { addTallies, breachAt, type Check, type Tally } from '../check.ts';
import { isUndecided, wasLost } from '../delivered.ts';
import type { Claim, Finding, Proof } from '../finding.ts';
import { conclude, untimedDoubt } from '../finding.ts';
import { arrivalCount, arrivalsOf } from '../key-index.ts';
import type { Part } from '../part.ts';
import { TouchTally } from '../touch-tally.ts';
import type { Trace } from '../trace.ts';
import { isCounted, isTimed, timesOfKey } from '../trace.ts';
import { fewestInWindow } from '../window-counts.ts';
import { witness } from '../witness-rows.ts';
import { counted, formatCount, keyName, momentOf } from '../wording.ts';

const CLAIM: Claim = {
  id: 'exclusion',
  requirement: 'SECMP0062-1 (K7)',
  bound: 'an excluded Alert Code loses nothing and carries no metadata at any rate',
};

type Counts = Tally<'exercised' | 'arrivals' | 'lost' | 'marked' | 'untimed'>;

/** Judges the excluded codes. Exercised: their decided arrivals above the default rule's threshold. */
export const EXCLUSION: Check<Counts> = { examine, add: addTallies, conclude: conclusion };

function examine({ trace }: Part): Counts {
  const { index, untimed } = trace;
  const tally = new TouchTally(trace);
  let exercised = 0;
  let arrivals = 0;
  for (let key = 0; key < index.keys; key++) {
    if (isCounted(trace, key)) continue;
    arrivals += arrivalCount(index, key);
    exercised += aboveThreshold(trace, key);
    tally.add(key);
  }
  const { lost, marked, firstRow } = tally;
  const reason = 'the throttle touched an excluded code';
  const breach = firstRow < 0 ? null : breachAt(trace, firstRow, reason, convict(trace, firstRow));
  return { counts: { exercised, arrivals, lost, marked, untimed }, breach };
}

function conclusion({ counts, breach }: Counts): Finding {
  const { exercised, arrivals, lost, marked, untimed } = counts;
  return conclude(CLAIM, {
    measured:
      `${formatCount(lost + marked)} of ${counted(arrivals, 'excluded Alert')} lost or marked, ` +
      `${formatCount(exercised)} of them above the default threshold`,
    exercised,
    breach,
    doubt: arrivals === 0 ? null : untimedDoubt(untimed),
    idle: 'no excluded code came at a rate that would be throttled',
    holds: 'every Alert of an excluded code went through untouched',
  });
}

function aboveThreshold(trace: Trace, key: number): number {
  const { threshold, window } = trace.profile.default;
  if (arrivalCount(trace.index, key) <= threshold || !isTimed(trace, key)) return 0;
  const rows = arrivalsOf(trace.index, key);
  const counts = fewestInWindow(timesOfKey(trace, key), window.lengthUs);
  return counts.reduce(
    (above, count, i) => above + (count > threshold && !isUndecided(trace.history, rows[i]!) ? 1 : 0),
    0,
  );
}

function convict({ history, receipt }: Trace, row: number): Proof {
  const became = wasLost(history, row) ? 'was lost' : 'carries throttle metadata';
  const sentence =
    `${keyName(history, row)}: the code is excluded; yet the Alert received at ` +
    `${momentOf(receipt, row)} ${became}`;
  return witness(history, sentence, [row]);
}
