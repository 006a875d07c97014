// Where a key is throttled, and which of its arrivals go through meanwhile. Counts and times of the whole
// key in, positions within the key out. Nothing is decided arrival by arrival: episodes are read off as
// runs, forwarded copies are found by jumping from one to the next.

/** The arrivals from position `from` up to, not including, position `to`, all of them throttled. */
export interface Episode {
  readonly from: number;
  readonly to: number;
}

/**
 * Episodes under `release: window`: a key engages when its count is above the threshold (SECMP0062 K4) and
 * releases when it no longer is, so an episode is a maximal run of counts above the threshold.
 */
export function runsAbove(counts: Uint32Array, threshold: number): Episode[] {
  const episodes: Episode[] = [];
  let from = -1;
  for (let i = 0; i <= counts.length; i++) {
    const above = i < counts.length && counts[i]! > threshold;
    if (above && from < 0) from = i;
    if (above || from < 0) continue;
    episodes.push({ from, to: i });
    from = -1;
  }
  return episodes;
}

/**
 * Positions of the forwarded copies of an episode under `copy: trailing` (SECMP0062 K5): the first arrival
 * at least `periodUs` after the engaging one, then each first at least `periodUs` after the copy before.
 */
export function trailingCopies(timesUs: Float64Array, episode: Episode, periodUs: number): number[] {
  const copies: number[] = [];
  let last = episode.from;
  for (;;) {
    const next = firstAtOrAfter(timesUs, timesUs[last]! + periodUs, last + 1, episode.to);
    if (next === episode.to) return copies;
    copies.push(next);
    last = next;
  }
}

/** First position in [from, to) whose time is at least `us`; `to` when there is none. */
function firstAtOrAfter(timesUs: Float64Array, us: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timesUs[middle]! >= us) high = middle;
    else low = middle + 1;
  }
  return low;
}
