// What the copies of an episode must report, and what is left over when it ends. All of it is differences of
// positions: between a copy and what came before it, every arrival was discarded (SECMP0062 K10).

import type { MetadataRule } from '../throttle/profile.ts';
import type { Episode } from './episodes.ts';

/** The counts of one episode. */
export interface EpisodeCounts {
  /** What each copy reports, in order. */
  readonly ofCopies: readonly number[];
  /** Discards that no copy has reported when the episode ends. */
  readonly unreported: number;
  /** What the Alert that reports them says, if one does. */
  readonly ofTail: number;
}

/**
 * Counts the discards of an episode.
 * @param carried discards of the episode before that nobody reported: the first copy reports them as well.
 */
export function episodeCounts(
  episode: Episode,
  copies: readonly number[],
  carried: number,
  count: MetadataRule['count'],
): EpisodeCounts {
  const afterCopy = (n: number): number => (n < 0 ? episode.from : copies[n]! + 1);
  const sinceLast = (end: number, earlier: number): number =>
    end - afterCopy(earlier - 1) + (earlier === 0 ? carried : 0);
  const sinceEngaged = (end: number, earlier: number): number => carried + end - episode.from - earlier;
  const reported = count === 'delta' ? sinceLast : sinceEngaged;
  return {
    ofCopies: copies.map(reported),
    unreported: sinceLast(episode.to, copies.length),
    ofTail: reported(episode.to, copies.length),
  };
}
