// The sliding window of one key: the last `length`, seen from each arrival. Remembers only the last `threshold`
// arrivals, because c(i) > N exactly when the arrival N before this one is still inside.
//
//      t-W (out) |<------------- W ------------->| t (counted)
//   -------------o---------o-----o--------o------o----> time

import type { ArrivalWindow } from './arrival-window.ts';

/** Counts arrivals in the half-open window (t − length, t]; an arrival exactly `length` earlier is out. */
export class SlidingWindow implements ArrivalWindow {
  readonly #threshold: number;
  readonly #lengthUs: number;
  /** The last arrivals as a ring of at most `threshold`; a plain array, because most keys hold very few. */
  readonly #times: number[] = [];
  #arrivals = 0;

  constructor(threshold: number, lengthUs: number) {
    this.#threshold = threshold;
    this.#lengthUs = lengthUs;
  }

  exceedsWith(timeUs: number): boolean {
    const slot = this.#arrivals++ % this.#threshold;
    const thresholdAgoUs = this.#times[slot];
    this.#times[slot] = timeUs;
    return thresholdAgoUs !== undefined && this.stillHolds(thresholdAgoUs, timeUs);
  }

  heldMoreThan(count: number): boolean {
    return count < this.#arrivals && this.stillHolds(this.#agoUs(count), this.#agoUs(0));
  }

  stillHolds(earlierUs: number, nowUs: number): boolean {
    return earlierUs > nowUs - this.#lengthUs;
  }

  get emptyAtUs(): number {
    return this.emptyAfterUs(this.#agoUs(0));
  }

  emptyAfterUs(timeUs: number): number {
    return timeUs + this.#lengthUs;
  }

  /** The time of the arrival so many before the last, fewer than the threshold. */
  #agoUs(count: number): number {
    return this.#times[(this.#arrivals - 1 - count) % this.#threshold]!;
  }
}
