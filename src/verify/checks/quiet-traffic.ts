// A key that never sends more than the threshold allows must not notice the throttle (SECMP0062 K2, K4):
// nothing lost, no metadata. It counts in sliding windows whatever the profile's window shape, because those
// cover every alignment; so it holds under every reading of the modification.

import { formatDuration } from '../../domain/duration.ts';
import { ruleOf } from '../alert-rule.ts';
import { timesOf } from '../arrival-clock.ts';
import { addTallies, breachAt, type Check, type Tally } from '../check.ts';
import { wasLost } from '../delivered.ts';
import type { Claim, Finding, Proof } from '../finding.ts';
import { conclude, untimedDoubt } from '../finding.ts';
import { arrivalCount, arrivalsLike } from '../key-index.ts';
import type { Part } from '../part.ts';
import { TouchTally } from '../touch-tally.ts';
import type { Trace } from '../trace.ts';
import { isQuiet, mayStorm } from '../trace.ts';
import { mostInWindow } from '../window-counts.ts';
import { arrivalsUpTo, witness } from '../witness-rows.ts';
import { counted, formatCount, keyName, momentOf } from '../wording.ts';

const CLAIM: Claim = {
  id: 'quiet-traffic',
  requirement: 'SECMP0062-1 (K2, K4)',
  bound: 'a key never above its threshold loses nothing and carries no metadata',
};

type Counts = Tally<'decided' | 'lost' | 'marked' | 'quietKeys' | 'leftOut' | 'untimed'>;

/** Judges the keys that stay at or below their threshold. Exercised: decided arrivals of those keys. */
export const QUIET_TRAFFIC: Check<Counts> = { examine, add: addTallies, conclude: conclusion };

function examine({ trace }: Part): Counts {
  const { index, untimed } = trace;
  const tally = new TouchTally(trace);
  let quietKeys = 0;
  let leftOut = 0;
  for (let key = 0; key < index.keys; key++) {
    if (mayStorm(trace, key)) leftOut += arrivalCount(index, key);
    if (!isQuiet(trace, key)) continue;
    quietKeys++;
    tally.add(key);
  }
  const { decided, lost, marked, firstRow } = tally;
  const counts = { decided, lost, marked, quietKeys, leftOut, untimed };
  const reason = 'the throttle touched a key that never exceeded its threshold';
  const breach = firstRow < 0 ? null : breachAt(trace, firstRow, reason, convict(trace, firstRow));
  return { counts, breach };
}

function conclusion({ counts, breach }: Counts): Finding {
  const { decided, lost, marked, quietKeys, leftOut, untimed } = counts;
  return conclude(CLAIM, {
    measured:
      `${formatCount(lost)} lost, ${formatCount(marked)} with metadata, ` +
      `of ${counted(decided, 'Alert')} of ${counted(quietKeys, 'quiet key')}`,
    exercised: decided,
    leftOut,
    breach,
    doubt: untimedDoubt(untimed),
    idle: 'no key stayed at or below its threshold',
    holds: 'the throttle left every quiet key alone',
  });
}

function convict({ history, profile, index, times }: Trace, row: number): Proof {
  const { threshold, window } = ruleOf(profile, history.code[row]!)!;
  const rows = arrivalsLike(history, index, row);
  const counts = mostInWindow(timesOf(times, rows), window.lengthUs);
  const inWindow = counts[rows.indexOf(row)]!;
  const busiest = counts.reduce((a, b) => Math.max(a, b));
  const lengthText = formatDuration(window.lengthUs);
  const sentence =
    `${keyName(history, row)}: never more than ${counted(busiest, 'arrival')} in any ${lengthText}, ` +
    `not above the threshold of ${threshold}; yet the Alert received at ${momentOf(times, row)}, ` +
    `number ${inWindow} of the ${lengthText} up to then, ` +
    (wasLost(history, row) ? 'was lost' : 'carries throttle metadata');
  return witness(history, sentence, [row], arrivalsUpTo(rows, row, inWindow));
}
