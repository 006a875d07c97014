// Whatever the two throttle fields mean, these hold (SECMP0062 K10…K13): both are there or neither, as unsigned
// 32-bit numbers, only on a key that was above its threshold, and within one key and sequence id the counts
// add up under at least one reading, so much discarded in all or so much since the copy before.

import { ruleOf } from '../alert-rule.ts';
import { addTallies, type Breach, breachAt, type Check, earlier, type Tally } from '../check.ts';
import { FATE, isMarked } from '../delivered.ts';
import type { Claim, Finding, Proof } from '../finding.ts';
import { conclude, untimedDoubt } from '../finding.ts';
import { arrivalsOf } from '../key-index.ts';
import type { CountGroup } from '../metadata-counts.ts';
import { countGroups, unreadable } from '../metadata-counts.ts';
import type { Part } from '../part.ts';
import type { Trace } from '../trace.ts';
import { countedRows, isQuiet, isTimed, orderIsKnown } from '../trace.ts';
import { witness } from '../witness-rows.ts';
import { counted, formatCount, keyName, momentOf } from '../wording.ts';

const CLAIM: Claim = {
  id: 'metadata',
  requirement: 'SECMP0062-2 (K10–K13)',
  bound:
    'fields valid, together, on throttled keys alone; counts of one key and id fit discarded so far or since the last',
};

const UNSIGNED_INT_MAX = 4_294_967_295;

interface Found extends Tally<'exercised' | 'wrong' | 'groups' | 'misfits' | 'untimed'> {
  /** The first sequence id whose counts fit no reading: it convicts where no Alert is wrong in itself. */
  readonly misfit: Breach | null;
}

/** Judges the marked Alerts. Exercised: those Alerts. */
export const METADATA: Check<Found> = {
  examine,
  add: (one, other) => ({ ...addTallies(one, other), misfit: earlier(one.misfit, other.misfit) }),
  conclude: conclusion,
};

function examine({ trace }: Part): Found {
  const { history, index, untimed } = trace;
  let exercised = 0;
  let wrong = 0;
  let groups = 0;
  let misfits = 0;
  let first: { readonly row: number; readonly fault: string } | null = null;
  let firstMisfit: CountGroup | null = null;
  for (let key = 0; key < index.keys; key++) {
    if ((trace.fates[key]! & FATE.marked) === 0) continue;
    const rows = arrivalsOf(index, key);
    for (const row of rows) {
      if (!isMarked(history, row)) continue;
      exercised++;
      const fault = faultOf(trace, key, row);
      if (fault === null) continue;
      wrong++;
      if (!first || row < first.row) first = { row, fault };
    }
    if (!repeatsAreKnown(trace, key)) continue;
    for (const group of countGroups(history, countedRows(trace, rows))) {
      groups++;
      if (!unreadable(history, group)) continue;
      misfits++;
      if (!firstMisfit || group.rows[0]! < firstMisfit.rows[0]!) firstMisfit = group;
    }
  }
  const impossible = 'a delivered Alert carries impossible metadata';
  const unsound = 'the counts of one sequence id add up under no reading';
  return {
    counts: { exercised, wrong, groups, misfits, untimed },
    breach: first && breachAt(trace, first.row, impossible, convictRow(trace, first)),
    misfit: firstMisfit && breachAt(trace, firstMisfit.rows[0]!, unsound, convictGroup(trace, firstMisfit)),
  };
}

function conclusion({ counts, breach, misfit }: Found): Finding {
  const { exercised, wrong, groups, misfits, untimed } = counts;
  return conclude(CLAIM, {
    measured:
      `${formatCount(wrong)} of ${counted(exercised, 'marked Alert')} wrong in itself, ` +
      `${formatCount(misfits)} of ${counted(groups, 'sequence id')} misfit`,
    exercised,
    breach: breach ?? misfit,
    doubt: untimedDoubt(untimed),
    idle: 'no Alert carries metadata',
    holds: 'all metadata is valid and adds up',
  });
}

/** Counts add up only over the Alerts that count, and which of them repeat others shows in their times. */
function repeatsAreKnown(trace: Trace, key: number): boolean {
  return trace.profile.duplicates === 'count' ? orderIsKnown(trace, key) : isTimed(trace, key);
}

/** What is wrong with the fields of one Alert, or null. */
function faultOf(trace: Trace, key: number, row: number): string | null {
  const { history } = trace;
  const id = history.sequenceId[row]!;
  const count = history.count[row]!;
  if (Number.isNaN(id)) return 'a ThrottledAlertCount without a ThrottledAlertSequenceId';
  if (Number.isNaN(count)) return 'a ThrottledAlertSequenceId without a ThrottledAlertCount';
  if (!isUnsignedInt(id)) return `the ThrottledAlertSequenceId ${id}, not an unsigned 32-bit number`;
  if (!isUnsignedInt(count)) return `the ThrottledAlertCount ${count}, not an unsigned 32-bit number`;
  if (!ruleOf(trace.profile, history.code[row]!)) return 'metadata, though its code is excluded';
  return isQuiet(trace, key) ? 'metadata, though its key was never above the threshold' : null;
}

function isUnsignedInt(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= UNSIGNED_INT_MAX;
}

function convictRow(
  { history, times, receipt }: Trace,
  { row, fault }: { readonly row: number; readonly fault: string },
): Proof {
  const moment = momentOf(Number.isNaN(times.earliestUs[row]!) ? receipt : times, row);
  return witness(history, `${keyName(history, row)}: the Alert received at ${moment} carries ${fault}`, [
    row,
  ]);
}

function convictGroup({ history }: Trace, group: CountGroup): Proof {
  const { ofAll, ofSum } = unreadable(history, group)!;
  const row = group.rows[0]!;
  const countOf = (of: number): string => formatCount(history.count[of]!);
  const limit = formatCount(group.lost + group.rows.length);
  const [earlier, later] = ofAll;
  const cumulative =
    later === undefined
      ? `the last, ${countOf(earlier!)}, is more than that`
      : `${countOf(earlier!)} falls to ${countOf(later)}`;
  const sentence =
    `${keyName(history, row)}, sequence id ${history.sequenceId[row]}: ${counted(group.lost, 'Alert')} lost + ` +
    `${counted(group.rows.length, 'marked Alert')} = ${limit}; as counts of all so far ${cumulative}, ` +
    `and as counts since the last ${ofSum.map(countOf).join(' + ')} is more than that`;
  return witness(history, sentence, [...ofAll, ...ofSum]);
}
