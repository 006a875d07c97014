// Why a decision is wrong, for a person: the arrivals that prove it and the arithmetic in one sentence.
// Takes the model's columns as they are; it explains them and decides nothing.

import { formatDuration, formatMoment } from '../domain/duration.ts';
import type { Witness } from '../domain/verdict.ts';
import type { HistoryEntry } from '../ledger/history.ts';
import { OUTCOME } from '../ledger/history.ts';
import type { AlertRule } from '../throttle/profile.ts';
import { ruleOf } from './alert-rule.ts';
import { timesOf } from './arrival-clock.ts';
import { arrivalsLike } from './key-index.ts';
import type { Replay } from './replay.ts';
import type { Trace } from './trace.ts';
import { countedRows } from './trace.ts';
import { windowCounts } from './window-counts.ts';
import { arrivalsUpTo, witness } from './witness-rows.ts';
import { counted, keyName, momentOf } from './wording.ts';

/** Convicts one received row whose decision is not the model's. */
export function decisionWitness(trace: Trace, expected: Replay, row: number): Witness<HistoryEntry> {
  const { history, profile } = trace;
  const rule = ruleOf(profile, history.code[row]!);
  const { facts, anchors, proof } = explain(trace, expected, rule, row);
  const must = expected.outcome[row] === OUTCOME.discard ? 'discarded' : 'delivered';
  const was = history.outcome[row] === OUTCOME.discard ? 'discarded' : 'delivered';
  const sentence = `${keyName(history, row)}: ${facts}, so it must be ${must}; it was ${was}`;
  return witness(history, sentence, anchors, proof);
}

interface Explanation {
  readonly facts: string;
  readonly anchors: readonly number[];
  readonly proof?: Uint32Array;
}

function explain(trace: Trace, expected: Replay, rule: AlertRule | null, row: number): Explanation {
  const moment = (of: number): string => momentOf(trace.times, of);
  if (!rule) return { facts: `at ${momentOf(trace.receipt, row)}, and the code is excluded`, anchors: [row] };
  const first = trace.firstCopy?.[row] ?? -1;
  if (first >= 0) {
    const facts = `at ${moment(row)} it repeats the Alert of ${moment(first)}, and duplicates are ignored`;
    return { facts, anchors: [first, row] };
  }
  const arrivals = countedRows(trace, arrivalsLike(trace.history, trace.index, row));
  if (expected.periodRow[row]! < 0) return judgedAfresh(trace, expected, rule, row, arrivals);
  const period = expected.periodRow[row]!;
  const next = periodArithmetic(trace, rule, expected, row);
  if (expected.outcome[row] === OUTCOME.deliver) return { facts: next, anchors: [period, row] };
  if (rule.release.rule === 'window') {
    const proof = arrivalsUpTo(arrivals, row, rule.threshold + 1);
    return {
      facts: `${windowArithmetic(trace, rule, arrivals, row)}; ${next}`,
      anchors: [period, row],
      proof,
    };
  }
  const engaged = expected.episodeRow[row]!;
  const facts = `${windowArithmetic(trace, rule, arrivals, engaged)}; not released since; ${next}`;
  return { facts, anchors: [period, row], proof: arrivalsUpTo(arrivals, engaged, rule.threshold + 1) };
}

/** An arrival that finds its key not throttled, or puts an end to that. */
function judgedAfresh(
  trace: Trace,
  expected: Replay,
  rule: AlertRule,
  row: number,
  arrivals: Uint32Array,
): Explanation {
  const inWindow = inWindowAt(trace, rule, arrivals, row);
  const engages = inWindow > rule.threshold;
  const size = engages ? rule.threshold + 1 : inWindow;
  const window = windowArithmetic(trace, rule, arrivals, row);
  const leads = engages && rule.forward.copy === 'leading' ? '; what engages is the first copy' : '';
  const ended = expected.endedRow[row]!;
  if (ended < 0) {
    return { facts: window + leads, anchors: [row], proof: arrivalsUpTo(arrivals, row, size) };
  }
  const { facts, anchors } = releaseArithmetic(trace, expected, rule, row, arrivals);
  const proof = arrivalsUpTo(arrivals, row, size);
  return { facts: `${facts}${window}${leads}`, anchors: [...anchors, row], proof };
}

function releaseArithmetic(
  { times }: Trace,
  expected: Replay,
  { release }: AlertRule,
  row: number,
  arrivals: Uint32Array,
): { facts: string; anchors: readonly number[] } {
  const since = `throttled since ${momentOf(times, expected.endedRow[row]!)} and released at `;
  const moment = momentOf(times, row);
  if (release.rule === 'below') {
    return { facts: `${since}${moment} by a count not above ${release.clear}; `, anchors: [] };
  }
  if (release.rule === 'window') return { facts: '', anchors: [] };
  const before = arrivals[arrivals.indexOf(row) - 1]!;
  const silence = formatDuration(times.earliestUs[row]! - times.earliestUs[before]!);
  const needed = formatDuration(release.forUs);
  return { facts: `${since}${moment} by a silence of ${silence}, not below ${needed}; `, anchors: [before] };
}

/** c(i) of a row: how many of these arrivals its window holds, itself included. */
function inWindowAt({ times }: Trace, rule: AlertRule, arrivals: Uint32Array, row: number): number {
  return windowCounts(timesOf(times, arrivals).earliestUs, rule.window)[arrivals.indexOf(row)]!;
}

function windowArithmetic(trace: Trace, rule: AlertRule, arrivals: Uint32Array, row: number): string {
  const inWindow = inWindowAt(trace, rule, arrivals, row);
  const { lengthUs, shape } = rule.window;
  const kind =
    shape === 'sliding' ? formatDuration(lengthUs) : `${shape} window of ${formatDuration(lengthUs)}`;
  const within = `in the ${kind} up to ${momentOf(trace.times, row)}`;
  const side = inWindow > rule.threshold ? 'above' : 'not above';
  return `${counted(inWindow, 'arrival')} ${within}, ${side} the threshold of ${rule.threshold}`;
}

function periodArithmetic({ times }: Trace, rule: AlertRule, expected: Replay, row: number): string {
  const from = expected.periodRow[row]!;
  const what = from === expected.episodeRow[row] ? 'throttled since' : 'last copy forwarded at';
  const dueUs = times.earliestUs[from]! + rule.forward.periodUs;
  const next = `a copy is due from ${formatMoment(dueUs)} (period ${formatDuration(rule.forward.periodUs)})`;
  return `${what} ${momentOf(times, from)}, ${next}`;
}
