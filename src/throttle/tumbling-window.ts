// The tumbling windows of one key: aligned to the clock, not to any arrival. Each starts from nought, so up to
// twice the threshold can pass on the two sides of an edge.
//
//   [nW ..................... (n+1)W)[(n+1)W ..................... (n+2)W)
//   ---o------o--o---------------o---|o-------------o--------------------> time

import type { ArrivalWindow } from './arrival-window.ts';

/** Counts arrivals in the clock-aligned window [n·length, (n+1)·length) that holds the latest. */
export class TumblingWindow implements ArrivalWindow {
  readonly #threshold: number;
  readonly #lengthUs: number;
  #startUs = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(threshold: number, lengthUs: number) {
    this.#threshold = threshold;
    this.#lengthUs = lengthUs;
  }

  exceedsWith(timeUs: number): boolean {
    if (timeUs >= this.emptyAtUs) {
      this.#startUs = this.#startOf(timeUs);
      this.#count = 0;
    }
    this.#count++;
    return this.#count > this.#threshold;
  }

  heldMoreThan(count: number): boolean {
    return this.#count > count;
  }

  stillHolds(earlierUs: number, nowUs: number): boolean {
    return earlierUs >= this.#startOf(nowUs);
  }

  get emptyAtUs(): number {
    return this.#startUs + this.#lengthUs;
  }

  emptyAfterUs(timeUs: number): number {
    return this.#startOf(timeUs) + this.#lengthUs;
  }

  #startOf(timeUs: number): number {
    return Math.floor(timeUs / this.#lengthUs) * this.#lengthUs;
  }
}
