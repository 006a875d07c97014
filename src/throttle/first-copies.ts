// The Alerts of one key that may be sent again, and what was decided on each. Held in two generations, each begun when
// the one before had left the window: so they are bounded by what two windows hold, and nothing is searched for what is
// too old.

import type { Decision } from './throttle.ts';

/** An Alert that came first, and what became of it. */
export interface FirstCopy {
  readonly timeUs: number;
  readonly decision: Decision;
}

/** First copies by originator counter. */
export class FirstCopies {
  /** When the younger generation began. */
  youngerSinceUs = Number.NEGATIVE_INFINITY;
  #younger = new Map<number, FirstCopy>();
  #older = new Map<number, FirstCopy>();

  /** The latest with that counter; undefined when there is none, or it is too old to matter. */
  get(originatorCounter: number): FirstCopy | undefined {
    return this.#younger.get(originatorCounter) ?? this.#older.get(originatorCounter);
  }

  add(originatorCounter: number, first: FirstCopy): void {
    this.#younger.set(originatorCounter, first);
  }

  /** Begins a generation, and forgets the one before the last. */
  beginGeneration(timeUs: number): void {
    this.#older = this.#younger;
    this.#younger = new Map();
    this.youngerSinceUs = timeUs;
  }
}
