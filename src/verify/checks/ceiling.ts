// However a throttle counts, it delivers only so much of one key in any stretch of time (SECMP0062 K4, K5):
// a threshold's worth for every window the stretch can touch, one copy for every period. Loose on purpose,
// so that it holds for every window shape, alignment and release rule. Arithmetic: see `firstBreach`.

import { formatDuration } from '../../domain/duration.ts';
import type { AlertRule } from '../../throttle/profile.ts';
import { timesOf } from '../arrival-clock.ts';
import { addTallies, breachAt, type Check, type Tally } from '../check.ts';
import { isUndecided, wasLost } from '../delivered.ts';
import type { Claim, Finding, Proof } from '../finding.ts';
import { conclude, untimedDoubt } from '../finding.ts';
import { arrivalsOf } from '../key-index.ts';
import type { Part } from '../part.ts';
import type { Trace } from '../trace.ts';
import { countedRows, mayStorm, ruleOfKey, storms } from '../trace.ts';
import { witness } from '../witness-rows.ts';
import { counted, formatCount, keyName, momentOf } from '../wording.ts';

const CLAIM: Claim = {
  id: 'ceiling',
  requirement: 'SECMP0062-1 (K4, K5)',
  bound: 'deliveries of a key in any interval L ≤ (N + λ) × (⌈L/W⌉ + 1) + ⌈L/P⌉ + 1',
};

interface Excess {
  readonly rule: AlertRule;
  /** The deliveries of the interval, one more than the bound. */
  readonly rows: Uint32Array;
}

type Counts = Tally<'stormingKeys' | 'exercised' | 'leftOut' | 'broken' | 'untimed'>;

/** Judges the deliveries of keys that storm. Exercised: those deliveries. */
export const CEILING: Check<Counts> = { examine, add: addTallies, conclude: conclusion };

function examine(part: Part): Counts {
  const { trace } = part;
  const { index, untimed } = trace;
  let stormingKeys = 0;
  let exercised = 0;
  let leftOut = 0;
  let broken = 0;
  let first: Excess | null = null;
  for (let key = 0; key < index.keys; key++) {
    if (mayStorm(trace, key)) leftOut += deliveriesOf(part, key).length;
    if (!storms(trace, key)) continue;
    const rule = ruleOfKey(trace, key)!;
    stormingKeys++;
    const rows = deliveriesOf(part, key);
    const { earliestUs, latestUs } = timesOf(trace.times, rows);
    const interval = firstBreach(earliestUs, latestUs, rule);
    if (!interval && firstBreach(latestUs, earliestUs, rule)) {
      leftOut += rows.length;
      continue;
    }
    exercised += rows.length;
    if (!interval) continue;
    broken++;
    const excess = { rule, rows: rows.subarray(interval.from, interval.to + 1) };
    if (!first || excess.rows.at(-1)! < first.rows.at(-1)!) first = excess;
  }
  const reason = 'the throttle delivered more than any reading allows';
  const breach = first && breachAt(trace, first.rows.at(-1)!, reason, convict(trace, first));
  return { counts: { stormingKeys, exercised, leftOut, broken, untimed }, breach };
}

function conclusion({ counts, breach }: Counts): Finding {
  const { stormingKeys, exercised, leftOut, broken, untimed } = counts;
  return conclude(CLAIM, {
    measured:
      `${formatCount(broken)} of ${counted(stormingKeys, 'storming key')} above the bound, ` +
      `of which ${counted(exercised, 'Alert')} went through`,
    exercised,
    leftOut,
    breach,
    doubt: untimedDoubt(untimed),
    idle: 'no key above its threshold had anything delivered',
    holds: 'no interval has more deliveries than the bound',
  });
}

/** Repeated Alerts that the profile ignores are left out, and what came once the key went untracked. */
function deliveriesOf({ trace, tracked }: Part, key: number): Uint32Array {
  const { history, index } = trace;
  const rows = arrivalsOf(index, key).subarray(0, tracked[key]);
  return countedRows(trace, rows).filter((row) => !wasLost(history, row) && !isUndecided(history, row));
}

/** Copies that a leading profile lets through when a key engages come on top of the threshold. */
function perWindow({ threshold, forward }: AlertRule): number {
  return threshold + (forward.copy === 'leading' ? 1 : 0);
}

function ceilingOf(rule: AlertRule, lengthUs: number): number {
  const windows = Math.ceil(lengthUs / rule.window.lengthUs) + 1;
  return perWindow(rule) * windows + Math.ceil(lengthUs / rule.forward.periodUs) + 1;
}

/**
 * The first interval to break the bound, and the shortest that ends there: exactly one delivery too many. An interval
 * from i to j is as long as from `fromUs[i]` to `untilUs[j]`: with earliest and latest times as long as it can be, so
 * that it breaks the bound whatever the times were; the other way round as short as it can be. With
 * `level(i) = i − (N + λ)⌊t_i/W⌋ − ⌊t_i/P⌋` it can only break it when `level(j)` exceeds `level(i)` by more than
 * N + λ, so a running minimum of the levels rules nearly all pairs out.
 */
function firstBreach(
  fromUs: Float64Array,
  untilUs: Float64Array,
  rule: AlertRule,
): { from: number; to: number } | null {
  const allowed = perWindow(rule);
  const level = (j: number, us: number): number => {
    const sinceUs = us - fromUs[0]!;
    return (
      j - allowed * Math.floor(sinceUs / rule.window.lengthUs) - Math.floor(sinceUs / rule.forward.periodUs)
    );
  };
  const lowest = new Float64Array(fromUs.length);
  for (let j = 0; j < fromUs.length; j++) {
    const reached = level(j, untilUs[j]!);
    for (let i = j - 1; i >= 0 && reached - lowest[i]! > allowed; i--) {
      if (j - i + 1 > ceilingOf(rule, Math.max(0, untilUs[j]! - fromUs[i]!))) return { from: i, to: j };
    }
    const own = level(j, fromUs[j]!);
    lowest[j] = j === 0 ? own : Math.min(own, lowest[j - 1]!);
  }
  return null;
}

function convict({ history, times }: Trace, { rule, rows }: Excess): Proof {
  const from = rows[0]!;
  const to = rows.at(-1)!;
  const lengthUs = times.latestUs[to]! - times.earliestUs[from]!;
  const windows = Math.ceil(lengthUs / rule.window.lengthUs) + 1;
  const periods = Math.ceil(lengthUs / rule.forward.periodUs);
  const sentence =
    `${keyName(history, to)}: ${formatCount(rows.length)} delivered from ${momentOf(times, from)} to ` +
    `${momentOf(times, to)}; in ${formatDuration(lengthUs)} the bound is ` +
    `${perWindow(rule)} × ${windows} + ${periods} + 1 = ${formatCount(ceilingOf(rule, lengthUs))}`;
  return witness(history, sentence, [from, to], rows);
}
