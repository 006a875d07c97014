// The time of every arrival on the clock that the profile counts by: receipt, or the Alerts' own times, of
// which one that goes backwards is taken as the latest seen of its key. The order stays that of arrival.

import type { History } from '../ledger/history.ts';
import type { Profile } from '../throttle/profile.ts';
import type { KeyIndex } from './key-index.ts';
import { arrivalsOf } from './key-index.ts';

/**
 * Per row, the time that counts, in microseconds. Never falls within a key. NaN for rows not received, and for
 * all rows of a key of which one has not got its time on record: what came after it cannot be placed.
 */
export function countedTimes(history: History, clock: Profile['clock'], index: KeyIndex): Float64Array {
  if (clock === 'receipt') return history.receivedUs;
  const timesUs = new Float64Array(history.length).fill(Number.NaN);
  for (let key = 0; key < index.keys; key++) {
    const rows = arrivalsOf(index, key);
    if (rows.some((row) => Number.isNaN(history.timestampUs[row]!))) continue;
    let latestUs = Number.NEGATIVE_INFINITY;
    for (const row of rows) {
      latestUs = Math.max(latestUs, history.timestampUs[row]!);
      timesUs[row] = latestUs;
    }
  }
  return timesUs;
}
