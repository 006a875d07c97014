// The anchored windows of one key: each opens at the first arrival that finds none open, and no later arrival
// makes it longer.
//
//      a |<------------- W ------------->| a+W (out: opens the next)
//   -----o---------o-----o--------o------o----> time

import type { ArrivalWindow } from './arrival-window.ts';

/** Counts arrivals in [a, a + length), where `a` is the arrival that opened the window. */
export class AnchoredWindow implements ArrivalWindow {
  readonly #threshold: number;
  readonly #lengthUs: number;
  #anchorUs = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(threshold: number, lengthUs: number) {
    this.#threshold = threshold;
    this.#lengthUs = lengthUs;
  }

  exceedsWith(timeUs: number): boolean {
    if (timeUs >= this.emptyAtUs) {
      this.#anchorUs = timeUs;
      this.#count = 0;
    }
    this.#count++;
    return this.#count > this.#threshold;
  }

  heldMoreThan(count: number): boolean {
    return this.#count > count;
  }

  stillHolds(earlierUs: number, nowUs: number): boolean {
    return earlierUs >= this.#anchorUs && nowUs < this.emptyAtUs;
  }

  get emptyAtUs(): number {
    return this.#anchorUs + this.#lengthUs;
  }

  emptyAfterUs(timeUs: number): number {
    return timeUs < this.emptyAtUs ? this.emptyAtUs : timeUs + this.#lengthUs;
  }
}
