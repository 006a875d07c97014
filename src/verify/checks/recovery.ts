// A storm that is over leaves nothing behind (SECMP0062 K2, K5): after a silence of twice the longest time
// the profile has, window, period or quiet time, the next Alert is alone in any window and must go through.

import { formatDuration } from '../../domain/duration.ts';
import type { AlertRule } from '../../throttle/profile.ts';
import { addTallies, breachAt, type Check, type Tally } from '../check.ts';
import { FATE, isUndecided, wasLost } from '../delivered.ts';
import type { Claim, Finding, Proof } from '../finding.ts';
import { conclude, untimedDoubt } from '../finding.ts';
import { arrivalsOf } from '../key-index.ts';
import type { Part } from '../part.ts';
import type { Trace } from '../trace.ts';
import { isJudged, ruleOfKey } from '../trace.ts';
import { witness } from '../witness-rows.ts';
import { counted, formatCount, keyName, momentOf } from '../wording.ts';

const CLAIM: Claim = {
  id: 'recovery',
  requirement: 'SECMP0062-1 (K2, K5)',
  bound: 'after a storm and a silence of twice the longest configured time the next Alert is delivered',
};

type Counts = Tally<'exercised' | 'leftOut' | 'stuck' | 'untimed'>;

/** Judges the first Alert after each storm. Exercised: such Alerts whose key lost any since the silence before. */
export const RECOVERY: Check<Counts> = { examine, add: addTallies, conclude: conclusion };

function examine({ trace }: Part): Counts {
  const { history, index, times, untimed } = trace;
  let exercised = 0;
  let leftOut = 0;
  let stuck = 0;
  let first: { readonly before: number; readonly row: number; readonly rule: AlertRule } | null = null;
  for (let key = 0; key < index.keys; key++) {
    if (!isJudged(trace, key) || (trace.fates[key]! & FATE.lost) === 0) continue;
    const rule = ruleOfKey(trace, key)!;
    const silenceUs = recoveryUs(rule);
    let throttled = false;
    let before = -1;
    for (const row of arrivalsOf(index, key)) {
      const lost = wasLost(history, row);
      const silent = before >= 0 && times.latestUs[row]! - times.earliestUs[before]! >= silenceUs;
      const surely = silent && times.earliestUs[row]! - times.latestUs[before]! >= silenceUs;
      if (silent && throttled && !surely) leftOut++;
      if (surely) {
        if (throttled && !isUndecided(history, row)) {
          exercised++;
          if (lost) stuck++;
          if (lost && (!first || row < first.row)) first = { before, row, rule };
        }
        throttled = false;
      }
      throttled ||= lost;
      before = row;
    }
  }
  const reason = 'the throttle did not recover from a storm';
  const breach =
    first && breachAt(trace, first.row, reason, convict(trace, first.before, first.row, first.rule));
  return { counts: { exercised, leftOut, stuck, untimed }, breach };
}

function conclusion({ counts, breach }: Counts): Finding {
  const { exercised, leftOut, stuck, untimed } = counts;
  return conclude(CLAIM, {
    measured: `${formatCount(stuck)} of ${counted(exercised, 'first Alert')} after a storm lost`,
    exercised,
    leftOut,
    breach,
    doubt: untimedDoubt(untimed),
    idle: 'no key sent an Alert long enough after it was throttled',
    holds: 'every key recovered from its storm',
  });
}

function recoveryUs({ window, forward, release }: AlertRule): number {
  const quietUs = release.rule === 'quiet' ? release.forUs : 0;
  return 2 * Math.max(window.lengthUs, forward.periodUs, quietUs);
}

function convict({ history, times }: Trace, before: number, row: number, rule: AlertRule): Proof {
  const silence = formatDuration(times.earliestUs[row]! - times.latestUs[before]!);
  const sentence =
    `${keyName(history, row)}: throttled, then silent from ${momentOf(times, before)} for ` +
    `${silence}, not less than twice the longest configured time, ` +
    `${formatDuration(recoveryUs(rule))}; yet the Alert received at ${momentOf(times, row)} was lost`;
  return witness(history, sentence, [before, row]);
}
