// What became of an arrival, as far as a history shows it: the throttle's own word, or, where nobody could
// see into the throttle, that a User was given it.

import type { History } from '../ledger/history.ts';
import { OUTCOME } from '../ledger/history.ts';
import { NO_ROW } from './rows-by-alert.ts';

/** The outcome of a row; none for a row that is missing or of an Alert that never arrived. */
export function fateOf(history: History, row: number): number {
  if (row === NO_ROW) return OUTCOME.none;
  const outcome = history.outcome[row]!;
  if (outcome !== OUTCOME.none) return outcome;
  const seenArriving = !Number.isNaN(history.receivedUs[row]!);
  return seenArriving && history.copies[row]! > 0 ? OUTCOME.deliver : OUTCOME.none;
}
