// The semantics page written down arrival by arrival, as slowly and as plainly as it reads: the second
// opinion on the reference model. It shares no line with it.

import type { Profile } from '../../src/throttle/profile.ts';

/** One arrival, in arrival order. */
export interface NaiveArrival {
  readonly device: string;
  readonly code: number;
  readonly timeUs: number;
}

/** What becomes of it. */
interface NaiveDecision {
  readonly outcome: 'deliver' | 'discard';
  readonly seq: number | null;
  readonly count: number | null;
}

interface KeyState {
  throttled: boolean;
  lastCopyUs: number;
  episodeId: number;
  unreported: number;
  discardedInEpisode: number;
  tailOwed: boolean;
}

/** Decides every arrival under `sliding`, `trailing` and `window`, with `firstId` as the first sequence id. */
export function decideNaively(
  arrivals: readonly NaiveArrival[],
  profile: Profile,
  firstId = 1,
): NaiveDecision[] {
  const states = new Map<string, KeyState>();
  let lastId = firstId === 1 ? 0 : firstId - 1;
  const newId = (): number => {
    lastId = lastId === 4294967295 ? 1 : lastId + 1;
    return lastId;
  };
  return arrivals.map((arrival, i): NaiveDecision => {
    if (profile.exclude.has(arrival.code)) return { outcome: 'deliver', seq: null, count: null };
    const rule = profile.overrides.get(arrival.code) ?? profile.default;
    const name = JSON.stringify([arrival.device, arrival.code]);
    const state = states.get(name) ?? {
      throttled: false,
      lastCopyUs: 0,
      episodeId: 0,
      unreported: 0,
      discardedInEpisode: 0,
      tailOwed: false,
    };
    states.set(name, state);

    const counted = arrivals.filter(
      (other, j) =>
        j <= i &&
        other.device === arrival.device &&
        other.code === arrival.code &&
        other.timeUs > arrival.timeUs - rule.window.lengthUs,
    ).length;

    const metadata = (): NaiveDecision => ({
      outcome: 'deliver',
      seq: profile.metadata.sequence === 'episode' ? state.episodeId : newId(),
      count: Math.min(
        4294967295,
        profile.metadata.count === 'delta' ? state.unreported : state.discardedInEpisode,
      ),
    });

    if (state.throttled && counted <= rule.threshold) {
      state.throttled = false;
      state.tailOwed = profile.metadata.tail === 'next' && state.unreported > 0;
    }
    if (!state.throttled && counted > rule.threshold) {
      state.throttled = true;
      state.lastCopyUs = arrival.timeUs;
      if (profile.metadata.sequence === 'episode') state.episodeId = newId();
      state.unreported = 1;
      state.discardedInEpisode = 1;
      return { outcome: 'discard', seq: null, count: null };
    }
    if (!state.throttled) {
      if (!state.tailOwed) return { outcome: 'deliver', seq: null, count: null };
      state.tailOwed = false;
      return metadata();
    }
    if (arrival.timeUs >= state.lastCopyUs + rule.forward.periodUs) {
      const decision = metadata();
      state.lastCopyUs = arrival.timeUs;
      state.unreported = 0;
      return decision;
    }
    state.unreported++;
    state.discardedInEpisode++;
    return { outcome: 'discard', seq: null, count: null };
  });
}
