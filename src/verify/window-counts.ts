// Arrival times of one key in; out comes where the window of every arrival begins, and from that c(i): the
// whole array at once, no state between calls. Times are integer microseconds that never fall.

import { unreachable } from '../domain/failure.ts';
import type { WindowRule } from '../throttle/profile.ts';
import { firstAtLeast } from './position-search.ts';

/** Per position, the first position that lies in the same counting window. */
export function windowOpens(timesUs: Float64Array, window: WindowRule): Uint32Array {
  const { lengthUs, shape } = window;
  switch (shape) {
    case 'sliding':
      return slidingOpens(timesUs, lengthUs);
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
  return windowOpens(timesUs, window).map((opens, i) => i - opens + 1);
}

/** Counts in sliding windows whatever the profile's shape: they cover every alignment of the others. */
export function slidingCounts(timesUs: Float64Array, lengthUs: number): Uint32Array {
  return windowCounts(timesUs, { shape: 'sliding', lengthUs });
}

/** The window is half open: an arrival exactly `lengthUs` earlier is out. */
function slidingOpens(timesUs: Float64Array, lengthUs: number): Uint32Array {
  const opens = new Uint32Array(timesUs.length);
  let oldest = 0;
  for (let i = 0; i < timesUs.length; i++) {
    while (timesUs[oldest]! <= timesUs[i]! - lengthUs) oldest++;
    opens[i] = oldest;
  }
  return opens;
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
