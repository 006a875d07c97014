// Tumbling windows: aligned to the clock, not to any arrival. Each starts from nought, so up to twice the threshold can
// pass on the two sides of an edge.
//
//   [nW ..................... (n+1)W)[(n+1)W ..................... (n+2)W)
//   ---o------o--o---------------o---|o-------------o--------------------> time

import type { ArrivalWindows } from './arrival-windows.ts';
import { CountedWindows } from './counted-windows.ts';

/** Counts arrivals in the clock-aligned window [n·length, (n+1)·length) that holds the latest of a key. */
export class TumblingWindows implements ArrivalWindows {
  readonly #windows: CountedWindows;
  readonly #lengthUs: number;

  constructor(threshold: number, lengthUs: number) {
    this.#windows = new CountedWindows(threshold, lengthUs);
    this.#lengthUs = lengthUs;
  }

  begin(slot: number): void {
    this.#windows.begin(slot);
  }

  exceedsWith(slot: number, timeUs: number): boolean {
    return this.#windows.exceedsWith(slot, timeUs, this.#startOf(timeUs));
  }

  heldMoreThan(slot: number, count: number): boolean {
    return this.#windows.countedMoreThan(slot, count);
  }

  stillHolds(_slot: number, earlierUs: number, nowUs: number): boolean {
    return earlierUs >= this.#startOf(nowUs);
  }

  emptyAtUs(slot: number): number {
    return this.#windows.overAtUs(slot);
  }

  emptyAfterUs(_slot: number, timeUs: number): number {
    return this.#startOf(timeUs) + this.#lengthUs;
  }

  /** A count needs nothing that could be given back. */
  forget(): void {}

  #startOf(timeUs: number): number {
    return Math.floor(timeUs / this.#lengthUs) * this.#lengthUs;
  }
}
