// Arrivals that the throttle let through uncounted, at its ceiling of tracked keys. It is taken at its word
// only where that can be true: never with no more keys than the ceiling holds.

import type { History } from '../ledger/history.ts';
import { arrivalCount, arrivalsOf } from './key-index.ts';
import type { Trace } from './trace.ts';

/** The reason a throttle gives for an Alert it let through uncounted. */
const UNTRACKED = 'untracked';

/** Received rows that say they went untracked, whether or not that can be true. */
export function countUntracked(history: History): number {
  const reason = history.reasons.indexOf(UNTRACKED);
  if (reason < 0) return 0;
  let rows = 0;
  for (let row = 0; row < history.length; row++) if (history.reason[row] === reason) rows++;
  return rows;
}

/**
 * Per key, how many of its arrivals came before it first went untracked: all of them, for most. From outside nobody
 * knows which keys a throttle at its ceiling tracks: then none of them. `countedKeys` are those of the whole run.
 */
export function trackedArrivals({ history, profile, index }: Trace, countedKeys: number): Uint32Array {
  const tracked = new Uint32Array(index.keys);
  const reachable = countedKeys > profile.capacity.keys;
  if (reachable && history.header.blackBox) return tracked;
  const reason = reachable ? history.reasons.indexOf(UNTRACKED) : -1;
  for (let key = 0; key < index.keys; key++) {
    tracked[key] = arrivalCount(index, key);
    if (reason < 0) continue;
    const lostAt = arrivalsOf(index, key).findIndex((row) => history.reason[row] === reason);
    if (lostAt >= 0) tracked[key] = lostAt;
  }
  return tracked;
}
