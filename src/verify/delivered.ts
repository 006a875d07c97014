// What a row shows of what became of its Alert. Where the throttle cannot be seen into, an Alert that no User
// was given counts as lost. One that was let through and never arrived is not the throttle's doing. One on which it
// is known to have given no decision is neither: what should have come of it, nobody said.

import type { History } from '../ledger/history.ts';
import { OUTCOME } from '../ledger/history.ts';

/** True when it is known that the throttle, asked or not, gave no decision on a received Alert. */
export function isUndecided(history: History, row: number): boolean {
  return history.outcome[row] === OUTCOME.none && history.reason[row]! >= 0;
}

/** True when the throttle discarded a received Alert, or must have. */
export function wasLost(history: History, row: number): boolean {
  const outcome = history.outcome[row];
  if (outcome !== OUTCOME.none) return outcome === OUTCOME.discard;
  return history.copies[row] === 0 && !isUndecided(history, row);
}

/** True when the throttle says that it discarded an Alert; from outside, when no User was given it. */
export function wasDiscarded(history: History, row: number): boolean {
  return history.header.blackBox ? wasLost(history, row) : history.outcome[row] === OUTCOME.discard;
}

/** True when an Alert carries either of the two throttle fields (SECMP0062 K10). */
export function isMarked(history: History, row: number): boolean {
  return !Number.isNaN(history.sequenceId[row]!) || !Number.isNaN(history.count[row]!);
}

/** What can become of an Alert beside being delivered as it came, as bits. */
export const FATE = { lost: 1, marked: 2, undecided: 4 } as const;

/** All that became of one, at once. */
export function fateOf(history: History, row: number): number {
  const undecided = isUndecided(history, row) ? FATE.undecided : 0;
  const lost = wasLost(history, row) ? FATE.lost : 0;
  return undecided | lost | (isMarked(history, row) ? FATE.marked : 0);
}
