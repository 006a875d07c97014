// A key that never sends more than the threshold allows must not notice the throttle (SECMP0062 K2, K4):
// nothing lost, no metadata. It counts in sliding windows whatever the profile's window shape, because those
// cover every alignment; so it holds under every reading of the modification.

import { formatDuration } from '../../domain/duration.ts';
import type { History } from '../../ledger/history.ts';
import { OUTCOME } from '../../ledger/history.ts';
import type { AlertRule, Profile } from '../../throttle/profile.ts';
import { ruleOf } from '../alert-rule.ts';
import type { Claim, Finding } from '../finding.ts';
import { notExercised } from '../finding.ts';
import type { KeyIndex } from '../key-index.ts';
import { arrivalsLike, arrivalsOf } from '../key-index.ts';
import { arrivalTimes } from '../reference-model.ts';
import { slidingCounts } from '../window-counts.ts';
import { arrivalsUpTo, witness } from '../witness-rows.ts';
import { counted, formatCount, keyName, momentOf } from '../wording.ts';

const CLAIM: Claim = {
  id: 'quiet-traffic',
  requirement: 'SECMP0062-1 (K2, K4)',
  bound: 'a key never above its threshold loses nothing and carries no metadata',
};

/** Judges the keys that stay at or below their threshold. Exercised: arrivals of those keys. */
export function checkQuietTraffic(history: History, profile: Profile, index: KeyIndex): Finding {
  let quietKeys = 0;
  let exercised = 0;
  let lost = 0;
  let marked = 0;
  let firstRow = -1;
  for (let key = 0; key < index.keys; key++) {
    const rows = arrivalsOf(index, key);
    const rule = ruleOf(profile, history.code[rows[0]!]!);
    if (!rule || busiest(history, rows, rule) > rule.threshold) continue;
    quietKeys++;
    exercised += rows.length;
    for (const row of rows) {
      const isLost = wasLost(history, row);
      if (isLost) lost++;
      else if (isMarked(history, row)) marked++;
      else continue;
      if (firstRow < 0 || row < firstRow) firstRow = row;
    }
  }
  if (exercised === 0) return notExercised(CLAIM, 'no key stayed at or below its threshold');
  const measured =
    `${formatCount(lost)} lost, ${formatCount(marked)} with metadata, ` +
    `of ${counted(exercised, 'Alert')} of ${counted(quietKeys, 'quiet key')}`;
  if (firstRow < 0) {
    const reason = 'the throttle left every quiet key alone';
    return { ...CLAIM, verdict: 'pass', reason, measured, exercised, witness: null };
  }
  const reason = 'the throttle touched a key that never exceeded its threshold';
  return {
    ...CLAIM,
    verdict: 'fail',
    reason,
    measured,
    exercised,
    witness: convict(history, profile, index, firstRow),
  };
}

/** The most arrivals of a key in any one window, at any alignment. */
function busiest(history: History, rows: Uint32Array, rule: AlertRule): number {
  if (rows.length <= rule.threshold) return rows.length;
  return slidingCounts(arrivalTimes(history, rows), rule.window.lengthUs).reduce((a, b) => Math.max(a, b));
}

function wasLost(history: History, row: number): boolean {
  const outcome = history.outcome[row];
  return outcome === OUTCOME.discard || (outcome === OUTCOME.none && history.copies[row] === 0);
}

function isMarked(history: History, row: number): boolean {
  return !Number.isNaN(history.sequenceId[row]!) || !Number.isNaN(history.count[row]!);
}

function convict(history: History, profile: Profile, index: KeyIndex, row: number): Finding['witness'] {
  const rule = ruleOf(profile, history.code[row]!)!;
  const rows = arrivalsLike(history, index, row);
  const inWindow = slidingCounts(arrivalTimes(history, rows), rule.window.lengthUs)[rows.indexOf(row)]!;
  const lengthText = formatDuration(rule.window.lengthUs);
  const sentence =
    `${keyName(history, row)}: never more than ${counted(busiest(history, rows, rule), 'arrival')} in any ` +
    `${lengthText}, not above the threshold of ${rule.threshold}; yet the Alert received at ` +
    `${momentOf(history, row)}, number ${inWindow} of the ${lengthText} up to then, ` +
    (wasLost(history, row) ? 'was lost' : 'carries throttle metadata');
  return witness(history, sentence, [row], arrivalsUpTo(rows, row, inWindow));
}
