// Arrival times of one key in; out comes where the window of every arrival begins, and from that c(i): the
// whole array at once, no state between calls. Times are integer microseconds that never fall.

import { unreachable } from '../domain/failure.ts';
import type { WindowRule } from '../throttle/profile.ts';
import type { CountedTimes } from './arrival-clock.ts';
import { firstAtLeast } from './position-search.ts';

/** Per position, the first position that lies in the same counting window. */
export function windowOpens(timesUs: Float64Array, window: WindowRule): Uint32Array {
  const { lengthUs, shape } = window;
  switch (shape) {
    case 'sliding':
      return slidingOpens(timesUs, timesUs, lengthUs);
    case 'tumbling':
      return opensUntil(timesUs, (us) => (Math.floor(us / lengthUs) + 1) * lengthUs);
    case 'anchored':
      return opensUntil(timesUs, (us) => us + lengthUs);
    default:
      return unreachable(shape);
  }
}

/** c(i) of every position: how many arrivals its window holds up to and with it. */
export function windowCounts(timesUs: Float64Array, window: WindowRule): Uint32Array {
  return countsFrom(windowOpens(timesUs, window));
}

/** The most arrivals that the sliding window of each position can hold, whatever the profile's shape. */
export function mostInWindow({ earliestUs, latestUs }: CountedTimes, lengthUs: number): Uint32Array {
  return countsFrom(slidingOpens(earliestUs, latestUs, lengthUs));
}

/** The fewest arrivals that the sliding window of each position must hold. */
export function fewestInWindow({ earliestUs, latestUs }: CountedTimes, lengthUs: number): Uint32Array {
  return countsFrom(slidingOpens(latestUs, earliestUs, lengthUs));
}

/**
 * The most arrivals that any sliding window holds which ends at an arrival at `endsUs`, where its members came at
 * `membersUs`: with earliest ends and latest members the most it can be, the other way round the most it must be.
 */
export function busiestWindow(endsUs: Float64Array, membersUs: Float64Array, lengthUs: number): number {
  let busiest = 0;
  for (let i = 0, oldest = 0; i < endsUs.length; i++) {
    oldest = oldestInWindow(endsUs, membersUs, lengthUs, i, oldest);
    busiest = Math.max(busiest, i - oldest + 1);
  }
  return busiest;
}

function countsFrom(opens: Uint32Array): Uint32Array {
  return opens.map((from, i) => i - from + 1);
}

function slidingOpens(endsUs: Float64Array, membersUs: Float64Array, lengthUs: number): Uint32Array {
  const opens = new Uint32Array(endsUs.length);
  let oldest = 0;
  for (let i = 0; i < endsUs.length; i++) {
    oldest = oldestInWindow(endsUs, membersUs, lengthUs, i, oldest);
    opens[i] = oldest;
  }
  return opens;
}

/** The window is half open: an arrival exactly `lengthUs` earlier is out. It ends at an arrival, and holds that. */
function oldestInWindow(
  endsUs: Float64Array,
  membersUs: Float64Array,
  lengthUs: number,
  end: number,
  from: number,
): number {
  let oldest = from;
  while (oldest < end && membersUs[oldest]! <= endsUs[end]! - lengthUs) oldest++;
  return oldest;
}

/** Windows one after the other: each lasts until `endOf` the time of its first arrival. */
function opensUntil(timesUs: Float64Array, endOf: (us: number) => number): Uint32Array {
  const opens = new Uint32Array(timesUs.length);
  let from = 0;
  while (from < timesUs.length) {
    const to = firstAtLeast(timesUs, endOf(timesUs[from]!), from + 1, timesUs.length);
    opens.fill(from, from, to);
    from = to;
  }
  return opens;
}
