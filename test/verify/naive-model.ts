// The semantics page written down arrival by arrival, as slowly and as plainly as it reads: the second
// opinion on the reference model. It shares no line with it.

import type { AlertRule, Profile } from '../../src/throttle/profile.ts';

/** One arrival, in arrival order. */
export interface NaiveArrival {
  readonly device: string;
  readonly code: number;
  readonly timeUs: number;
  /** The Alert's own time, when it is not the moment it came. */
  readonly timestampUs?: number;
  /** The originator counter; without one, no Alert repeats another. */
  readonly counter?: number;
}

/** What becomes of it. */
export interface NaiveDecision {
  readonly outcome: 'deliver' | 'discard';
  readonly seq: number | null;
  readonly count: number | null;
}

interface Counted {
  readonly timeUs: number;
  readonly counter: number | undefined;
  /** The tumbling window it lies in, or how many anchored windows had opened. */
  readonly window: number;
  decision: NaiveDecision;
}

interface KeyState {
  latestUs: number;
  counted: Counted[];
  windowOpenedUs: number | null;
  windowsOpened: number;
  throttled: boolean;
  lastCopyUs: number;
  episodeId: number;
  unreported: number;
  discardedInEpisode: number;
  tailOwed: boolean;
}

const freshState = (): KeyState => ({
  latestUs: Number.NEGATIVE_INFINITY,
  counted: [],
  windowOpenedUs: null,
  windowsOpened: 0,
  throttled: false,
  lastCopyUs: 0,
  episodeId: 0,
  unreported: 0,
  discardedInEpisode: 0,
  tailOwed: false,
});

const PLAIN: NaiveDecision = { outcome: 'deliver', seq: null, count: null };
const DISCARDED: NaiveDecision = { outcome: 'discard', seq: null, count: null };

/** Decides every arrival, with `firstId` as the first sequence id. */
export function decideNaively(
  arrivals: readonly NaiveArrival[],
  profile: Profile,
  firstId = 1,
): NaiveDecision[] {
  const states = new Map<string, KeyState>();
  let lastId = firstId - 1;
  const newId = (): number => {
    lastId = lastId === 4294967295 ? 1 : lastId + 1;
    return lastId;
  };
  return arrivals.map((arrival) => {
    if (profile.exclude.has(arrival.code)) return PLAIN;
    const rule = profile.overrides.get(arrival.code) ?? profile.default;
    const name = JSON.stringify([arrival.device, arrival.code]);
    const state = states.get(name) ?? freshState();
    states.set(name, state);
    const ownUs = profile.clock === 'receipt' ? arrival.timeUs : (arrival.timestampUs ?? arrival.timeUs);
    state.latestUs = Math.max(state.latestUs, ownUs);

    const timeUs = state.latestUs;
    const windowNow = windowOf(state, rule, timeUs);
    if (profile.duplicates === 'ignore' && arrival.counter !== undefined) {
      const first = state.counted.find(
        (other) => other.counter === arrival.counter && inWindow(other, rule, timeUs, windowNow),
      );
      if (first) return first.decision;
    }
    if (windowNow > state.windowsOpened && rule.window.shape === 'anchored') {
      state.windowsOpened = windowNow;
      state.windowOpenedUs = timeUs;
    }
    const previousUs = state.counted.at(-1)?.timeUs ?? Number.NEGATIVE_INFINITY;
    const self: Counted = { timeUs, counter: arrival.counter, window: windowNow, decision: PLAIN };
    state.counted.push(self);
    const count = state.counted.filter((other) => inWindow(other, rule, timeUs, windowNow)).length;
    self.decision = decide(state, profile, rule, { timeUs, previousUs, count }, newId);
    return self.decision;
  });
}

/** The number of the window an arrival at this time lies in; a new number if it would open an anchored one. */
function windowOf(state: KeyState, { window }: AlertRule, timeUs: number): number {
  if (window.shape === 'tumbling') return Math.floor(timeUs / window.lengthUs);
  const open = state.windowOpenedUs !== null && timeUs < state.windowOpenedUs + window.lengthUs;
  return open ? state.windowsOpened : state.windowsOpened + 1;
}

function inWindow(other: Counted, { window }: AlertRule, timeUs: number, windowNow: number): boolean {
  if (window.shape === 'sliding') return other.timeUs > timeUs - window.lengthUs;
  return other.window === windowNow;
}

function decide(
  state: KeyState,
  { metadata }: Profile,
  rule: AlertRule,
  at: { readonly timeUs: number; readonly previousUs: number; readonly count: number },
  newId: () => number,
): NaiveDecision {
  const marked = (): NaiveDecision => {
    const count = metadata.count === 'delta' ? state.unreported : state.discardedInEpisode;
    const seq = metadata.sequence === 'episode' ? state.episodeId : newId();
    state.unreported = 0;
    return { outcome: 'deliver', seq, count: Math.min(4294967295, count) };
  };
  const discard = (): NaiveDecision => {
    state.unreported++;
    state.discardedInEpisode++;
    return DISCARDED;
  };
  if (state.throttled && hasEnded(rule, at)) {
    state.throttled = false;
    state.tailOwed = metadata.tail === 'next' && state.unreported > 0;
  }
  if (!state.throttled && at.count <= rule.threshold) {
    if (!state.tailOwed) return PLAIN;
    state.tailOwed = false;
    return marked();
  }
  if (!state.throttled) {
    state.throttled = true;
    state.lastCopyUs = at.timeUs;
    if (metadata.sequence === 'episode') state.episodeId = newId();
    const carried = state.tailOwed ? state.unreported : 0;
    state.tailOwed = false;
    state.unreported = carried;
    state.discardedInEpisode = carried;
    return rule.forward.copy === 'leading' ? marked() : discard();
  }
  if (at.timeUs < state.lastCopyUs + rule.forward.periodUs) return discard();
  state.lastCopyUs = at.timeUs;
  return marked();
}

function hasEnded(
  { threshold, release }: AlertRule,
  at: { readonly timeUs: number; readonly previousUs: number; readonly count: number },
): boolean {
  if (release.rule === 'window') return at.count <= threshold;
  if (release.rule === 'below') return at.count <= release.clear;
  return at.timeUs - at.previousUs >= release.forUs;
}
