// Times in, the greatest number of Alerts in any window of a length out. Of planned times it is the rate the plan
// itself declares at its busiest, and so the most a sender may reach when it catches up.

const everyRow = (): boolean => true;

/** Most times that fall into any half-open window of `windowUs`, of the rows that count. Times of those ascend. */
export function peakInWindow(
  timesUs: Float64Array,
  windowUs: number,
  counts: (row: number) => boolean = everyRow,
): number {
  let peak = 0;
  for (let first = 0, last = 0, inWindow = 0; last < timesUs.length; last++) {
    if (!counts(last)) continue;
    inWindow++;
    const sinceUs = timesUs[last]! - windowUs;
    for (; first < last && !(timesUs[first]! > sinceUs); first++) if (counts(first)) inWindow--;
    peak = Math.max(peak, inWindow);
  }
  return peak;
}
