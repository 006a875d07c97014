// What a correct throttle may have made of one key whose arrivals are known only as intervals: the states it can
// be in, and what each says of the next arrival. Every comparison of times is taken both ways where the intervals
// allow both, each by itself, so more is held possible than is, and nothing that is possible is missed.

import { unreachable } from '../domain/failure.ts';
import type { AlertRule, MetadataRule } from '../throttle/profile.ts';
import type { CountedTimes } from './arrival-clock.ts';
import { saturated } from './sequence-ids.ts';
import { fewestInWindow, mostInWindow } from './window-counts.ts';

/** A state of one key. Positions are indices into its arrivals. */
export interface PossibleState {
  /** The arrival that opened the window, for shapes whose windows follow one another; -1 before the first. */
  readonly opens: number;
  /** The arrival that the forwarding period runs from while the key is throttled; -1 while it is not. */
  readonly period: number;
  readonly unreported: number;
  readonly discarded: number;
}

/** One thing that a correct throttle may do with an arrival. */
export interface Possibility {
  readonly delivered: boolean;
  /** The ThrottledAlertCount it then carries; NaN when it carries no metadata. */
  readonly count: number;
  readonly state: PossibleState;
  /** Arrivals in the window, at least and at most. */
  readonly inWindow: readonly [number, number];
  /** The arrival that the forwarding period ran from until now; -1 when the key was not throttled. */
  readonly throttledFrom: number;
}

/** A key that nothing has arrived of. */
export const UNTOUCHED: PossibleState = { opens: -1, period: -1, unreported: 0, discarded: 0 };

/** The possibilities of one key, arrival by arrival. */
export class PossibleThrottle {
  readonly #rule: AlertRule;
  readonly #metadata: MetadataRule;
  readonly #times: CountedTimes;
  readonly #fewest: Uint32Array;
  readonly #most: Uint32Array;

  constructor(rule: AlertRule, metadata: MetadataRule, times: CountedTimes) {
    this.#rule = rule;
    this.#metadata = metadata;
    this.#times = times;
    this.#fewest = fewestInWindow(times, rule.window.lengthUs);
    this.#most = mostInWindow(times, rule.window.lengthUs);
  }

  /** All that can become of arrival `i` in a state. */
  *after(state: PossibleState, i: number): Generator<Possibility> {
    for (const { opens, inWindow } of this.#windows(state.opens, i)) {
      const from = { ...state, opens };
      for (const next of state.period < 0
        ? this.#afresh(from, inWindow, i, 0)
        : this.#throttled(from, inWindow, i)) {
        yield { ...next, inWindow, throttledFrom: state.period };
      }
    }
  }

  /** An arrival judged by its window alone; `carried` discards would go into a new episode. */
  *#afresh(state: PossibleState, [fewest, most]: Range, i: number, carried: number): Generator<Next> {
    const { threshold, forward } = this.#rule;
    if (fewest <= threshold) {
      const count = carried > 0 ? this.#report(state) : Number.NaN;
      yield { delivered: true, count, state: { ...state, period: -1, unreported: 0, discarded: 0 } };
    }
    if (most <= threshold) return;
    const engaged = { ...state, period: i, unreported: carried, discarded: carried };
    if (forward.copy === 'trailing') yield discardedIn(engaged);
    else yield this.#reported(engaged);
  }

  *#throttled(state: PossibleState, inWindow: Range, i: number): Generator<Next> {
    const { release, threshold } = this.#rule;
    const tail = this.#metadata.tail === 'next' ? state.unreported : 0;
    const [fewest, most] = inWindow;
    switch (release.rule) {
      case 'window':
      case 'below': {
        const clear = release.rule === 'window' ? threshold : release.clear;
        if (fewest <= clear) yield* this.#afresh(state, [fewest, Math.min(most, clear)], i, tail);
        if (most > clear) yield* this.#goesOn(state, i);
        return;
      }
      case 'quiet':
        if (this.#canBeApart(i - 1, i, release.forUs)) yield* this.#afresh(state, inWindow, i, tail);
        if (this.#canBeCloser(i - 1, i, release.forUs)) yield* this.#goesOn(state, i);
        return;
      default:
        unreachable(release);
    }
  }

  *#goesOn(state: PossibleState, i: number): Generator<Next> {
    const { periodUs } = this.#rule.forward;
    if (this.#canBeApart(state.period, i, periodUs)) yield this.#reported({ ...state, period: i });
    if (this.#canBeCloser(state.period, i, periodUs)) yield discardedIn(state);
  }

  #reported(state: PossibleState): Next {
    return { delivered: true, count: this.#report(state), state: { ...state, unreported: 0 } };
  }

  #report({ unreported, discarded }: PossibleState): number {
    return saturated(this.#metadata.count === 'delta' ? unreported : discarded);
  }

  /** Where the window of arrival `i` can begin, and how many arrivals it then holds. */
  *#windows(opens: number, i: number): Generator<{ readonly opens: number; readonly inWindow: Range }> {
    const { shape, lengthUs } = this.#rule.window;
    if (shape === 'sliding') {
      yield { opens: -1, inWindow: [this.#fewest[i]!, this.#most[i]!] };
      return;
    }
    const { earliestUs, latestUs } = this.#times;
    const endOf = (us: number): number =>
      shape === 'anchored' ? us + lengthUs : (Math.floor(us / lengthUs) + 1) * lengthUs;
    if (opens >= 0 && earliestUs[i]! < endOf(latestUs[opens]!)) {
      yield { opens, inWindow: [i - opens + 1, i - opens + 1] };
    }
    if (opens < 0 || latestUs[i]! >= endOf(earliestUs[opens]!)) yield { opens: i, inWindow: [1, 1] };
  }

  #canBeApart(earlier: number, later: number, us: number): boolean {
    return this.#times.latestUs[later]! - this.#times.earliestUs[earlier]! >= us;
  }

  #canBeCloser(earlier: number, later: number, us: number): boolean {
    return this.#times.earliestUs[later]! - this.#times.latestUs[earlier]! < us;
  }
}

type Range = readonly [number, number];
type Next = Omit<Possibility, 'inWindow' | 'throttledFrom'>;

function discardedIn(state: PossibleState): Next {
  const { unreported, discarded } = state;
  return {
    delivered: false,
    count: Number.NaN,
    state: { ...state, unreported: unreported + 1, discarded: discarded + 1 },
  };
}
