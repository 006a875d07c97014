// Arrival times of one key in, c(i) of every arrival out: the whole array at once, no state between calls.
// Times are integer microseconds in arrival order.

/**
 * Counts in sliding windows: how many arrivals j <= i have `t_j > t_i - lengthUs`. The window is half open,
 * so an arrival exactly `lengthUs` earlier is out.
 */
export function slidingCounts(timesUs: Float64Array, lengthUs: number): Uint32Array {
  const counts = new Uint32Array(timesUs.length);
  let oldest = 0;
  for (let i = 0; i < timesUs.length; i++) {
    while (timesUs[oldest]! <= timesUs[i]! - lengthUs) oldest++;
    counts[i] = i - oldest + 1;
  }
  return counts;
}
