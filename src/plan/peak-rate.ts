// Planned times in, the greatest number of Alerts in any window of a length out. It is the rate the plan
// itself declares at its busiest, and so the most a sender may reach when it catches up.

/** Most times that fall into any half-open window of `windowUs`. Times ascend. */
export function peakInWindow(timesUs: Float64Array, windowUs: number): number {
  let peak = 0;
  for (let first = 0, last = 0; last < timesUs.length; last++) {
    while (timesUs[first]! <= timesUs[last]! - windowUs) first++;
    peak = Math.max(peak, last - first + 1);
  }
  return peak;
}
