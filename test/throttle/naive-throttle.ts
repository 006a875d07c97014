// The page on the throttle's semantics, read sentence by sentence and written down without any cleverness: on each
// arrival everything is counted again from the list of all arrivals before it. Forgets nothing, holds any number of keys.

import type { AlertRule, Profile, WindowRule } from '../../src/throttle/profile.ts';
import type { Arrival, ThrottleMetadata } from '../../src/throttle/throttle.ts';

/** What becomes of one arrival, without the reason, which is a word for people. */
export interface Outcome {
  readonly outcome: 'deliver' | 'discard';
  readonly metadata?: ThrottleMetadata;
}

/** One arrival that was counted, and what became of it. */
interface Counted extends Outcome {
  readonly timeUs: number;
  readonly originatorCounter: number;
  /** The episode the key is in after this arrival. */
  readonly episode: number | null;
  /** Discards of the episode before, if this arrival engages and they are carried into the new one. */
  readonly carried: number;
  /** The id of the episode it is in, where episodes have ids. */
  readonly episodeId: number;
}

const DELIVER: Outcome = { outcome: 'deliver' };
const DISCARD: Outcome = { outcome: 'discard' };

/** Decides arrivals one by one, each from all those before. */
export class NaiveThrottle {
  readonly #profile: Profile;
  readonly #counted: { readonly key: string; readonly entry: Counted }[] = [];
  readonly #seen: Arrival[] = [];
  #idsTaken = 0;

  constructor(profile: Profile) {
    this.#profile = profile;
  }

  decide(arrival: Arrival): Outcome {
    const { clock, exclude, duplicates } = this.#profile;
    if (exclude.has(arrival.alertCode)) return DELIVER;
    const key = keyOf(arrival);
    this.#seen.push(arrival);
    const times = this.#seen.filter((other) => keyOf(other) === key).map((other) => other.timeUs);
    const timeUs = clock === 'receipt' ? arrival.timeUs : Math.max(...times);
    const rule = this.#profile.overrides.get(arrival.alertCode) ?? this.#profile.default;
    const before = this.#counted.filter((other) => other.key === key).map(({ entry }) => entry);

    if (duplicates === 'ignore') {
      const first = before.findLast((other) => other.originatorCounter === arrival.originatorCounter);
      if (first && inWindow(rule.window, before, timeUs).includes(first)) return outcomeOf(first);
    }
    const entry = { ...this.#judge(rule, before, timeUs), originatorCounter: arrival.originatorCounter };
    this.#counted.push({ key, entry });
    return outcomeOf(entry);
  }

  #judge(rule: AlertRule, before: readonly Counted[], timeUs: number): Omit<Counted, 'originatorCounter'> {
    const { threshold, forward, release } = rule;
    const count = inWindow(rule.window, before, timeUs).length + 1;
    const untouched = { timeUs, episode: null, carried: 0, episodeId: 0 };
    const previous = before.at(-1);

    if (!previous || previous.episode === null) {
      return count > threshold ? this.#engage(rule, timeUs, before, 0) : { ...untouched, ...DELIVER };
    }
    const ended =
      (release.rule === 'window' && count <= threshold) ||
      (release.rule === 'below' && count <= release.clear) ||
      (release.rule === 'quiet' && timeUs - previous.timeUs >= release.forUs);
    const episode = before.filter((other) => other.episode === previous.episode);
    if (ended) {
      const tail = this.#profile.metadata.tail === 'next' ? discardsOf(episode).unreported : 0;
      if (count > threshold) return this.#engage(rule, timeUs, before, tail);
      if (tail === 0) return { ...untouched, ...DELIVER };
      return { ...untouched, ...DELIVER, metadata: this.#report(episode) };
    }
    const throttled = { timeUs, episode: previous.episode, carried: 0, episodeId: previous.episodeId };
    const lastCopyUs = (episode.findLast(({ outcome }) => outcome === 'deliver') ?? episode[0]!).timeUs;
    if (timeUs < lastCopyUs + forward.periodUs) return { ...throttled, ...DISCARD };
    return { ...throttled, ...DELIVER, metadata: this.#report(episode) };
  }

  #engage(
    rule: AlertRule,
    timeUs: number,
    before: readonly Counted[],
    carried: number,
  ): Omit<Counted, 'originatorCounter'> {
    const episodeId = this.#profile.metadata.sequence === 'episode' ? this.#takeId() : 0;
    const engaged = { timeUs, episode: before.length, carried, episodeId };
    if (rule.forward.copy === 'trailing') return { ...engaged, ...DISCARD };
    const sequenceId = this.#profile.metadata.sequence === 'episode' ? episodeId : this.#takeId();
    return { ...engaged, ...DELIVER, metadata: { sequenceId, count: carried } };
  }

  #report(episode: readonly Counted[]): ThrottleMetadata {
    const { sequence, count } = this.#profile.metadata;
    const { unreported, all } = discardsOf(episode);
    return {
      sequenceId: sequence === 'episode' ? episode[0]!.episodeId : this.#takeId(),
      count: count === 'delta' ? unreported : all,
    };
  }

  #takeId(): number {
    this.#idsTaken++;
    return this.#idsTaken;
  }
}

/** Discards of an episode, those carried into it among them; `unreported` are those since the last delivery in it. */
function discardsOf(episode: readonly Counted[]): { unreported: number; all: number } {
  const [engaging] = episode;
  const discarded = (entries: readonly Counted[]) =>
    entries.filter(({ outcome }) => outcome === 'discard').length;
  const lastCopy = episode.findLastIndex(({ outcome }) => outcome === 'deliver');
  const all = engaging!.carried + discarded(episode);
  return { unreported: lastCopy < 0 ? all : discarded(episode.slice(lastCopy)), all };
}

/** Those of the arrivals before that are in the window of one that comes now. */
function inWindow({ shape, lengthUs }: WindowRule, before: readonly Counted[], nowUs: number): Counted[] {
  if (shape === 'sliding') return before.filter(({ timeUs }) => timeUs > nowUs - lengthUs);
  if (shape === 'tumbling') {
    const numberOf = (timeUs: number) => Math.floor(timeUs / lengthUs);
    return before.filter(({ timeUs }) => numberOf(timeUs) === numberOf(nowUs));
  }
  let window: Counted[] = [];
  for (const arrival of before) {
    if (window.length === 0 || arrival.timeUs >= window[0]!.timeUs + lengthUs) window = [];
    window.push(arrival);
  }
  return window.length > 0 && nowUs >= window[0]!.timeUs + lengthUs ? [] : window;
}

function keyOf({ deviceId, alertCode }: Arrival): string {
  return JSON.stringify([deviceId, alertCode]);
}

/** Outcome and metadata of a decision, and nothing else. */
export function outcomeOf({ outcome, metadata }: Outcome): Outcome {
  return metadata === undefined ? { outcome } : { outcome, metadata };
}
