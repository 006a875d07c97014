// Compares what was decided with what the reference model expected, key by key, and counts. It says how
// many and where first; what follows from that is for the checks.

import type { History } from '../ledger/history.ts';
import { OUTCOME } from '../ledger/history.ts';
import type { Profile } from '../throttle/profile.ts';
import type { KeyIndex } from './key-index.ts';
import { arrivalsOf } from './key-index.ts';
import type { Replay } from './reference-model.ts';

/** The reason a throttle gives for an Alert it let through uncounted, at its ceiling of tracked keys. */
const UNTRACKED = 'untracked';

/** Counts of received rows. */
export interface DecisionTally {
  /** Decisions held against the model. */
  readonly compared: number;
  /** Of these: how many the model wants discarded. */
  readonly expectedDiscards: number;
  /** Of these: delivered, and should have been discarded. */
  readonly letThrough: number;
  /** Of these: discarded, and should have been delivered. */
  readonly swallowed: number;
  /** Not comparable, because the throttle had lost sight of the key at its ceiling. */
  readonly untracked: number;
  /** Not comparable, because no decision is on record. */
  readonly undecided: number;
  /** The first row in arrival order that differs, -1 when none does. */
  readonly firstRow: number;
}

/** True when every decision was compared and none differs. */
export function allAgree(tally: DecisionTally): boolean {
  return tally.firstRow < 0 && tally.untracked === 0 && tally.undecided === 0;
}

/** Holds every decision of a History against the model's. */
export function tallyDecisions(
  history: History,
  profile: Profile,
  index: KeyIndex,
  expected: Replay,
): DecisionTally {
  const untrackedReason = ceilingReachable(history, profile, index) ? history.reasons.indexOf(UNTRACKED) : -2;
  const tally = { compared: 0, expectedDiscards: 0, letThrough: 0, swallowed: 0, untracked: 0, undecided: 0 };
  let firstRow = -1;
  for (let key = 0; key < index.keys; key++) {
    const rows = arrivalsOf(index, key);
    const lostAt =
      untrackedReason < 0 ? -1 : rows.findIndex((row) => history.reason[row] === untrackedReason);
    const judged = lostAt < 0 ? rows : rows.subarray(0, lostAt);
    tally.untracked += rows.length - judged.length;
    for (const row of judged) {
      const decided = history.outcome[row]!;
      if (decided === OUTCOME.none) {
        tally.undecided++;
        continue;
      }
      tally.compared++;
      if (expected.outcome[row] === OUTCOME.discard) tally.expectedDiscards++;
      if (decided === expected.outcome[row]) continue;
      if (decided === OUTCOME.deliver) tally.letThrough++;
      else tally.swallowed++;
      if (firstRow < 0 || row < firstRow) firstRow = row;
    }
  }
  return { ...tally, firstRow };
}

/** With no more keys than the ceiling holds, no Alert can have gone untracked, whatever the throttle says. */
function ceilingReachable(history: History, profile: Profile, index: KeyIndex): boolean {
  let counted = 0;
  for (let key = 0; key < index.keys; key++) {
    if (!profile.exclude.has(history.code[index.rows[index.starts[key]!]!]!)) counted++;
  }
  return counted > profile.capacity.keys;
}
