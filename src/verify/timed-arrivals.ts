// The arrivals of a history, key by key and with the times that count: what of a trace no decision and no threshold
// changes. Where many throttles are shown the same arrivals it is worked out once for all of them.

import type { History } from '../ledger/history.ts';
import { type Receipt, receiptOf } from '../ledger/receipt.ts';
import type { Profile } from '../throttle/profile.ts';
import { type CountedTimes, countedTimes, timesOf } from './arrival-clock.ts';
import { forgetOpenKeys } from './equal-alerts.ts';
import { indexByKey, type KeyIndex } from './key-index.ts';

/** Arrivals as a profile counts them. */
export interface TimedArrivals {
  /** Per row, when the throttle received it. */
  readonly receipt: Receipt;
  readonly index: KeyIndex;
  /** Per row, the time on the profile's clock; NaN where it cannot be known. */
  readonly times: CountedTimes;
  /** The same at each position of the index, key by key. */
  readonly ordered: CountedTimes;
  /** Received rows whose time is not known, those of excluded codes included. */
  readonly untimed: number;
}

type Counting = Pick<Profile, 'clock' | 'duplicates'>;

/** Reads the arrivals of a history. */
export function timedArrivals(history: History, { clock, duplicates }: Counting): TimedArrivals {
  const receipt = receiptOf(history);
  const index = indexByKey(history, receipt);
  const times = countedTimes(history, receipt, clock, index);
  if (history.header.blackBox) forgetOpenKeys(history, times, duplicates);
  const ordered = timesOf(times, index.rows);
  return { receipt, index, times, ordered, untimed: unknownIn(ordered.earliestUs) };
}

/** Whether a history has the arrivals of another: the very same columns, which nobody changes once they are judged. */
export function haveSameArrivals(one: History, other: History, clock: Profile['clock']): boolean {
  // Seen from outside, arrivals are read off what was delivered.
  if (one.header.blackBox || other.header.blackBox) return false;
  return (
    one.deviceIds === other.deviceIds &&
    one.device === other.device &&
    one.code === other.code &&
    one.receivedUs === other.receivedUs &&
    (clock === 'receipt' || one.timestampUs === other.timestampUs)
  );
}

function unknownIn(timesUs: Float64Array): number {
  let unknown = 0;
  for (let at = 0; at < timesUs.length; at++) if (Number.isNaN(timesUs[at]!)) unknown++;
  return unknown;
}
