// Where a key is throttled, and which of its arrivals go through meanwhile. Counts and times of the whole
// key in, positions within the key out. Nothing is decided arrival by arrival: episodes are found by jumping
// from where a key can engage to where it can be released, copies by jumping from one to the next.

import { unreachable } from '../domain/failure.ts';
import type { AlertRule, ForwardRule } from '../throttle/profile.ts';
import { firstAtLeast, positionsWhere } from './position-search.ts';

/** The arrivals from position `from` up to, not including, position `to`, all of them throttled. */
export interface Episode {
  readonly from: number;
  readonly to: number;
}

/**
 * The episodes of a key, in order. A key engages where its count is above the threshold (SECMP0062 K4). The
 * arrival that releases it is judged afresh, so with `release: quiet` the next episode may start right there.
 */
export function episodesOf(timesUs: Float64Array, counts: Uint32Array, rule: AlertRule): Episode[] {
  if (!counts.some((count) => count > rule.threshold)) return [];
  const engaging = positionsWhere(counts.length, (i) => counts[i]! > rule.threshold);
  const releasing = positionsWhere(counts.length, releasesAt(timesUs, counts, rule));
  const episodes: Episode[] = [];
  let at = 0;
  for (;;) {
    const from = engaging[firstAtLeast(engaging, at, 0, engaging.length)];
    if (from === undefined) return episodes;
    const to = releasing[firstAtLeast(releasing, from + 1, 0, releasing.length)] ?? counts.length;
    episodes.push({ from, to });
    at = to;
  }
}

/**
 * Positions of the forwarded copies of an episode (SECMP0062 K5): with `leading` the engaging arrival itself;
 * then the first arrival at least a period after it, and each first at least a period after the copy before.
 */
export function forwardedCopies(timesUs: Float64Array, episode: Episode, forward: ForwardRule): number[] {
  const copies = forward.copy === 'leading' ? [episode.from] : [];
  let last = episode.from;
  for (;;) {
    const next = firstAtLeast(timesUs, timesUs[last]! + forward.periodUs, last + 1, episode.to);
    if (next === episode.to) return copies;
    copies.push(next);
    last = next;
  }
}

function releasesAt(
  timesUs: Float64Array,
  counts: Uint32Array,
  { release, threshold }: AlertRule,
): (i: number) => boolean {
  switch (release.rule) {
    case 'window':
      return (i) => counts[i]! <= threshold;
    case 'below':
      return (i) => counts[i]! <= release.clear;
    case 'quiet':
      return (i) => i > 0 && timesUs[i]! - timesUs[i - 1]! >= release.forUs;
    default:
      return unreachable(release);
  }
}
