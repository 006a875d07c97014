// Anchored windows: each opens at the first arrival of its key that finds none open, and no later arrival makes it
// longer.
//
//      a |<------------- W ------------->| a+W (out: opens the next)
//   -----o---------o-----o--------o------o----> time

import type { ArrivalWindows } from './arrival-windows.ts';
import { CountedWindows } from './counted-windows.ts';

/** Counts arrivals in [a, a + length), where `a` is the arrival that opened the window. */
export class AnchoredWindows implements ArrivalWindows {
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
    return this.#windows.exceedsWith(slot, timeUs, timeUs);
  }

  heldMoreThan(slot: number, count: number): boolean {
    return this.#windows.countedMoreThan(slot, count);
  }

  stillHolds(slot: number, earlierUs: number, nowUs: number): boolean {
    return earlierUs >= this.#windows.openedUs(slot) && nowUs < this.emptyAtUs(slot);
  }

  emptyAtUs(slot: number): number {
    return this.#windows.overAtUs(slot);
  }

  emptyAfterUs(slot: number, timeUs: number): number {
    const emptyAtUs = this.emptyAtUs(slot);
    return timeUs < emptyAtUs ? emptyAtUs : timeUs + this.#lengthUs;
  }

  /** A count needs nothing that could be given back. */
  forget(): void {}
}
