// The decisions and the metadata of a throttle that cannot be seen into, held against all that a correct throttle may
// have done inside the arrival intervals. The same claims as with a view into it, and the same verdicts; only what
// could go either way is left out, and the ids, of which the outside knows no first one.

import { formatDuration } from '../../domain/duration.ts';
import { ruleOf } from '../alert-rule.ts';
import { addTallies, breachAt, type Check, type Tally } from '../check.ts';
import { isMarked, wasLost } from '../delivered.ts';
import type { Proof } from '../finding.ts';
import { conclude, notExercised, untimedDoubt } from '../finding.ts';
import type { Impossible } from '../possible-decisions.ts';
import type { Trace } from '../trace.ts';
import { arrivalsUpTo, witness } from '../witness-rows.ts';
import { counted, formatCount, keyName, momentOf } from '../wording.ts';
import { DECISIONS_CLAIM } from './decisions.ts';
import { METADATA_VALUES_CLAIM } from './metadata-values.ts';

type Unjudged = 'untracked' | 'untimed';
type Decisions = Tally<
  'compared' | 'wrong' | 'leftOut' | 'letThrough' | 'swallowed' | 'expectedDiscards' | Unjudged
>;

/** Judges what became of each Alert. Exercised: Alerts that could only be delivered, or only be discarded. */
export const DECISIONS_FROM_OUTSIDE: Check<Decisions> = {
  examine({ trace, possible }) {
    const { letThrough, swallowed, expectedDiscards, untracked } = possible;
    const { compared, wrong, first, leftOut } = possible.decisions;
    const reason = 'no arrival times inside the intervals allow what the throttle did';
    const { untimed } = trace;
    return {
      counts: { compared, wrong, leftOut, letThrough, swallowed, expectedDiscards, untracked, untimed },
      breach: first && breachAt(trace, first.row, reason, convictDecision(trace, first)),
    };
  },
  add: addTallies,
  conclude({ counts, breach }) {
    const { compared, wrong, leftOut, letThrough, swallowed, expectedDiscards } = counts;
    return conclude(DECISIONS_CLAIM, {
      measured:
        `${formatCount(wrong)} of ${counted(compared, 'decision')} differ ` +
        (breach
          ? `(${formatCount(letThrough)} let through, ${formatCount(swallowed)} swallowed)`
          : `(${counted(expectedDiscards, 'discard')} expected)`),
      exercised: compared,
      leftOut,
      breach,
      doubt: doubtOf(counts),
      idle: 'no Alert was received',
      holds: 'the throttle did nothing that the profile rules out',
    });
  },
};

/** Judges the counts that delivered Alerts carry. Exercised: those that carry metadata, or should. */
export const METADATA_FROM_OUTSIDE: Check<
  Tally<'compared' | 'wrong' | 'leftOut' | 'wrongDecisions' | Unjudged>
> = {
  examine({ trace, possible }) {
    const { compared, wrong, first, leftOut } = possible.metadata;
    const reason = 'a delivered Alert carries the wrong metadata';
    const { untracked } = possible;
    const { untimed } = trace;
    const wrongDecisions = possible.decisions.wrong;
    return {
      counts: { compared, wrong, leftOut, wrongDecisions, untracked, untimed },
      breach: first && breachAt(trace, first.row, reason, convictMetadata(trace, first)),
    };
  },
  add: addTallies,
  conclude({ counts, breach }) {
    const { compared, wrong, leftOut, wrongDecisions } = counts;
    if (compared + leftOut === 0) {
      return notExercised(METADATA_VALUES_CLAIM, 'no delivered Alert carries metadata, and none should');
    }
    return conclude(METADATA_VALUES_CLAIM, {
      measured: `${formatCount(wrong)} of ${counted(compared, 'Alert')} with metadata differ in the count`,
      exercised: compared,
      leftOut,
      breach: wrongDecisions > 0 ? null : breach,
      doubt:
        wrongDecisions > 0
          ? 'not comparable, because the decisions themselves differ: see decisions'
          : doubtOf(counts),
      idle: 'every count could go either way',
      holds: 'every count is one that the profile may ask for; ids cannot be known from outside',
    });
  },
};

function doubtOf({ untracked, untimed }: Readonly<Record<Unjudged, number>>): string | null {
  if (untracked === 0) return untimedDoubt(untimed);
  const unknown = counted(untracked, 'Alert');
  return `the throttle may have been at its ceiling of tracked keys: ${unknown} cannot be judged`;
}

function convictDecision(trace: Trace, found: Impossible): Proof {
  const { history } = trace;
  const must = found.allowed[0]!.delivered ? 'delivered' : 'discarded';
  const was = wasLost(history, found.row) ? 'lost' : 'delivered';
  const sentence = `${facts(trace, found)}, so it must be ${must}; it was ${was}`;
  return proof(trace, found, sentence);
}

function convictMetadata(trace: Trace, found: Impossible): Proof {
  const { history } = trace;
  const counts = [...new Set(found.allowed.map(({ count }) => count))];
  const inWords = (count: number): string =>
    Number.isNaN(count) ? 'no count' : `the count ${formatCount(count)}`;
  const was = isMarked(history, found.row) ? inWords(history.count[found.row]!) : 'no metadata';
  const sentence = `${facts(trace, found)}, so it must carry ${counts.map(inWords).join(' or ')}; it carried ${was}`;
  return proof(trace, found, sentence);
}

function proof({ history }: Trace, { row, rows, allowed }: Impossible, sentence: string): Proof {
  const most = Math.max(...allowed.map(({ inWindow }) => inWindow[1]));
  const periods = allowed.flatMap(({ throttledFrom }) => (throttledFrom < 0 ? [] : [rows[throttledFrom]!]));
  return witness(history, sentence, [...periods, row], arrivalsUpTo(rows, row, most));
}

/** What the window can hold beside the threshold, and where the key stands in its period. */
function facts({ history, profile, times }: Trace, { row, rows, allowed }: Impossible): string {
  const at = `${keyName(history, row)}: received at ${momentOf(times, row)}`;
  const rule = ruleOf(profile, history.code[row]!);
  if (!rule) return `${at}, and the code is excluded`;
  const fewest = Math.min(...allowed.map(({ inWindow }) => inWindow[0]));
  const most = Math.max(...allowed.map(({ inWindow }) => inWindow[1]));
  const range =
    fewest === most ? counted(most, 'arrival') : `between ${fewest} and ${counted(most, 'arrival')}`;
  const window = `with ${range} in the ${formatDuration(rule.window.lengthUs)} window, threshold ${rule.threshold}`;
  const since = [...new Set(allowed.map(({ throttledFrom }) => throttledFrom))];
  const throttled =
    since.length > 1 || since[0]! < 0
      ? ''
      : `, in the period of ${formatDuration(rule.forward.periodUs)} from ${momentOf(times, rows[since[0]!]!)}`;
  return `${at} ${window}${throttled}`;
}
