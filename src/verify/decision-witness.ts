// Why a decision is wrong, for a person: the arrivals that prove it and the arithmetic in one sentence.
// Takes the model's columns as they are; it explains them and decides nothing.

import { formatDuration, formatMoment } from '../domain/duration.ts';
import type { Witness } from '../domain/verdict.ts';
import type { History, HistoryEntry } from '../ledger/history.ts';
import { OUTCOME } from '../ledger/history.ts';
import type { AlertRule, Profile } from '../throttle/profile.ts';
import { ruleOf } from './alert-rule.ts';
import type { KeyIndex } from './key-index.ts';
import { arrivalsLike } from './key-index.ts';
import type { Replay } from './reference-model.ts';
import { arrivalsUpTo, witness } from './witness-rows.ts';
import { counted, keyName, momentOf } from './wording.ts';

/** Convicts one received row whose decision is not the model's. */
export function decisionWitness(
  history: History,
  profile: Profile,
  index: KeyIndex,
  expected: Replay,
  row: number,
): Witness<HistoryEntry> {
  const rule = ruleOf(profile, history.code[row]!);
  const must = expected.outcome[row] === OUTCOME.discard ? 'discarded' : 'delivered';
  const was = history.outcome[row] === OUTCOME.discard ? 'discarded' : 'delivered';
  const say = (facts: string): string =>
    `${keyName(history, row)}: ${facts}, so it must be ${must}; it was ${was}`;
  if (!rule) return witness(history, say(`at ${momentOf(history, row)}, and the code is excluded`), [row]);

  const inWindow = expected.windowCount[row]!;
  const arrivals = arrivalsLike(history, index, row);
  if (expected.periodRow[row]! < 0) {
    const proof = arrivalsUpTo(arrivals, row, inWindow);
    return witness(history, say(windowArithmetic(history, rule, row, inWindow)), [row], proof);
  }
  const facts = `${windowArithmetic(history, rule, row, inWindow)}; ${periodArithmetic(history, rule, expected, row)}`;
  const proof = arrivalsUpTo(arrivals, row, rule.threshold + 1);
  return witness(history, say(facts), [expected.episodeRow[row]!, expected.periodRow[row]!, row], proof);
}

function windowArithmetic(history: History, rule: AlertRule, row: number, inWindow: number): string {
  const within = `in the ${formatDuration(rule.window.lengthUs)} up to ${momentOf(history, row)}`;
  const side = inWindow > rule.threshold ? 'above' : 'not above';
  return `${counted(inWindow, 'arrival')} ${within}, ${side} the threshold of ${rule.threshold}`;
}

function periodArithmetic(history: History, rule: AlertRule, expected: Replay, row: number): string {
  const from = expected.periodRow[row]!;
  const what = from === expected.episodeRow[row] ? 'throttled since' : 'last copy forwarded at';
  const dueUs = history.receivedUs[from]! + rule.forward.periodUs;
  const next = `a copy is due from ${formatMoment(dueUs)} (period ${formatDuration(rule.forward.periodUs)})`;
  return `${what} ${momentOf(history, from)}, ${next}`;
}
