// The time of every arrival on the clock that the profile counts by: receipt, which may be known only as an interval,
// or the Alerts' own times, of which one that goes backwards is taken as the latest seen of its key. The order stays
// that of arrival.

import { gather } from '../columns/gather.ts';
import type { History } from '../ledger/history.ts';
import type { Receipt } from '../ledger/receipt.ts';
import type { Profile } from '../throttle/profile.ts';
import type { KeyIndex } from './key-index.ts';
import { arrivalsOf } from './key-index.ts';

/** Per row, between which moments the time that counts lies; one column for both where it is known exactly. */
export interface CountedTimes {
  readonly earliestUs: Float64Array;
  readonly latestUs: Float64Array;
}

/**
 * Per row, the time that counts, in microseconds. Neither end ever falls within a key. NaN for rows not received, and
 * for all rows of a key of which one has not got its time on record: what came after it cannot be placed.
 */
export function countedTimes(
  history: History,
  receipt: Receipt,
  clock: Profile['clock'],
  index: KeyIndex,
): CountedTimes {
  if (clock === 'receipt') return isExact(receipt) ? receipt : copyOf(receipt);
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
  return { earliestUs: timesUs, latestUs: timesUs };
}

/** True when the times are known to the microsecond. */
export function isExact({ earliestUs, latestUs }: CountedTimes): boolean {
  return earliestUs === latestUs;
}

/** The times that count at these rows. */
export function timesOf({ earliestUs, latestUs }: CountedTimes, rows: Uint32Array): CountedTimes {
  const earliest = valuesAt(earliestUs, rows);
  return { earliestUs: earliest, latestUs: earliestUs === latestUs ? earliest : valuesAt(latestUs, rows) };
}

/** A column's values at these rows. */
export function valuesAt(column: Float64Array, rows: Uint32Array): Float64Array {
  return gather(column, rows, new Float64Array(rows.length));
}

function copyOf({ earliestUs, latestUs }: Receipt): CountedTimes {
  return { earliestUs: earliestUs.slice(), latestUs: latestUs.slice() };
}
