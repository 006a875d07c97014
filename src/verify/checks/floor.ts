// While Alerts of a key keep coming more often than once per period, one copy per period goes through
// (SECMP0062 K5): no stretch without a delivery lasts longer than two periods. A stretch begins where the
// period can begin: with `copy: leading` at the delivery before it; with `trailing` at its first lost Alert,
// which may be the one that engaged, up to a period after the delivery before it.

import { formatDuration } from '../../domain/duration.ts';
import type { AlertRule } from '../../throttle/profile.ts';
import { isExact, timesOf } from '../arrival-clock.ts';
import { addTallies, breachAt, type Check, type Tally } from '../check.ts';
import { FATE, wasLost } from '../delivered.ts';
import type { Claim, Finding, Proof } from '../finding.ts';
import { conclude, untimedDoubt } from '../finding.ts';
import { arrivalsOf } from '../key-index.ts';
import type { Part } from '../part.ts';
import { firstAtLeast } from '../position-search.ts';
import type { Trace } from '../trace.ts';
import { countedRows, isJudged, ruleOfKey } from '../trace.ts';
import { witness } from '../witness-rows.ts';
import { formatCount, keyName, momentOf } from '../wording.ts';

const CLAIM: Claim = {
  id: 'floor',
  requirement: 'SECMP0062-1 (K5)',
  bound:
    'while arrivals keep coming more often than once per period, no two periods go by without a delivery',
};

/** Positions of a key: nothing between `from` and `to` was delivered, and arrivals kept coming. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

type Counts = Tally<'exercised' | 'tooLong' | 'leftOut' | 'untimed'>;

/** Judges stretches of lost Alerts. Exercised: those in runs of arrivals that last longer than two periods. */
export const FLOOR: Check<Counts> = { examine, add: addTallies, conclude: conclusion };

function examine({ trace }: Part): Counts {
  const { index, untimed } = trace;
  let exercised = 0;
  let tooLong = 0;
  let perhapsTooLong = 0;
  let first: { readonly rows: Uint32Array; readonly stretch: Stretch; readonly rule: AlertRule } | null =
    null;
  for (let key = 0; key < index.keys; key++) {
    if (!isJudged(trace, key) || (trace.fates[key]! & FATE.lost) === 0) continue;
    const rule = ruleOfKey(trace, key)!;
    const rows = countedRows(trace, arrivalsOf(index, key));
    const times = timesOf(trace.times, rows);
    for (const { stretch, tooLongUs } of stretchesOf(trace, rows, times.latestUs, times.earliestUs, rule)) {
      exercised++;
      if (tooLongUs <= 0) continue;
      tooLong++;
      if (!first || rows[stretch.from]! < first.rows[first.stretch.from]!) first = { rows, stretch, rule };
    }
    if (isExact(times)) continue;
    for (const { tooLongUs } of stretchesOf(trace, rows, times.earliestUs, times.latestUs, rule)) {
      if (tooLongUs > 0) perhapsTooLong++;
    }
  }
  const reason = 'the throttle held a key back for more than two periods';
  const breach =
    first &&
    breachAt(
      trace,
      first.rows[first.stretch.from]!,
      reason,
      convict(trace, first.rows, first.stretch, first.rule),
    );
  const leftOut = Math.max(0, perhapsTooLong - tooLong);
  return { counts: { exercised, tooLong, leftOut, untimed }, breach };
}

function conclusion({ counts, breach }: Counts): Finding {
  const { exercised, tooLong, leftOut, untimed } = counts;
  return conclude(CLAIM, {
    measured: `${formatCount(tooLong)} of ${formatCount(exercised)} stretches without a delivery were too long`,
    exercised,
    leftOut,
    breach,
    doubt: untimedDoubt(untimed),
    idle: 'no key lost Alerts while they kept coming for more than two periods',
    holds: 'every throttled key had its copies',
  });
}

/**
 * The stretches without a delivery of all runs longer than two periods, and by how much each is too long. A time from
 * i to j counts from `fromUs[i]` to `untilUs[j]`, a gap the other way round: with latest and earliest times a run and a
 * stretch are what they are whatever the times were; with earliest and latest, what they can be.
 */
function* stretchesOf(
  trace: Trace,
  rows: Uint32Array,
  fromUs: Float64Array,
  untilUs: Float64Array,
  rule: AlertRule,
): Generator<{ readonly stretch: Stretch; readonly tooLongUs: number }> {
  const beyondLimitUs = ({ from, to }: Stretch): number =>
    untilUs[to]! - fromUs[from]! - 2 * rule.forward.periodUs;
  for (const run of runsOf(untilUs, fromUs, rule.forward.periodUs)) {
    if (beyondLimitUs(run) <= 0) continue;
    for (const stretch of lostStretches(trace, rows, run, rule)) {
      yield { stretch, tooLongUs: beyondLimitUs(stretch) };
    }
  }
}

/** Maximal runs of arrivals of which each comes less than a period after the one before; both ends included. */
function runsOf(fromUs: Float64Array, untilUs: Float64Array, periodUs: number): Stretch[] {
  const runs: Stretch[] = [];
  let from = 0;
  for (let i = 1; i <= fromUs.length; i++) {
    if (i < fromUs.length && untilUs[i]! - fromUs[i - 1]! < periodUs) continue;
    runs.push({ from, to: i - 1 });
    from = i;
  }
  return runs;
}

/** From where a period can begin to the next delivery, or to the run's last arrival. */
function lostStretches({ history }: Trace, rows: Uint32Array, run: Stretch, rule: AlertRule): Stretch[] {
  const stretches: Stretch[] = [];
  const lost = (i: number): boolean => wasLost(history, rows[i]!);
  for (let i = run.from; i <= run.to; i++) {
    if (!lost(i)) continue;
    const from = rule.forward.copy === 'leading' && i > run.from ? i - 1 : i;
    while (i < run.to && lost(i)) i++;
    stretches.push({ from, to: i });
  }
  return stretches;
}

/** The shortest part of a stretch that is too long, shown by the fewest arrivals that are a period apart at most. */
function convict(trace: Trace, rows: Uint32Array, stretch: Stretch, rule: AlertRule): Proof {
  const { history } = trace;
  const { earliestUs, latestUs } = timesOf(trace.times, rows);
  const { periodUs } = rule.forward;
  const to = firstAtLeast(earliestUs, latestUs[stretch.from]! + 2 * periodUs + 1, stretch.from, stretch.to);
  const from = firstAtLeast(latestUs, earliestUs[to]! - 2 * periodUs, stretch.from + 1, to) - 1;
  const shown = [from];
  while (shown.at(-1)! < to) {
    const last = shown.at(-1)!;
    shown.push(Math.min(to, firstAtLeast(latestUs, earliestUs[last]! + periodUs, last + 1, to + 1) - 1));
  }
  const moment = (position: number): string => momentOf(trace.times, rows[position]!);
  const sentence =
    `${keyName(history, rows[to]!)}: nothing was delivered between ${moment(from)} and ${moment(to)}, ` +
    `${formatDuration(earliestUs[to]! - latestUs[from]!)} in which Alerts kept coming less than ` +
    `${formatDuration(periodUs)} apart; one is due within two periods, ${formatDuration(2 * periodUs)}`;
  return witness(
    history,
    sentence,
    shown.map((position) => rows[position]!),
  );
}
