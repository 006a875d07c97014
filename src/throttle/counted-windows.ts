// Windows that start from nought: for each key when its window opened and how many it counted, two numbers side by side
// whatever the threshold. When a window opens is all in which their shapes differ.

import { ChunkedColumns } from '../columns/chunked-columns.ts';
import type { ArrivalWindows } from './arrival-windows.ts';

/** When the window of an arrival opens that finds none open. */
type Opening = (timeUs: number, lengthUs: number) => number;

/**
 * Aligned to the clock, not to any arrival; so up to twice the threshold can pass on the two sides of an edge.
 *
 *   [nW ..................... (n+1)W)[(n+1)W ..................... (n+2)W)
 *   ---o------o--o---------------o---|o-------------o--------------------> time
 */
export const tumbling: Opening = (timeUs, lengthUs) => Math.floor(timeUs / lengthUs) * lengthUs;

/**
 * At the arrival that finds no window open, and no later one makes it longer.
 *
 *      a |<------------- W ------------->| a+W (out: opens the next)
 *   -----o---------o-----o--------o------o----> time
 */
export const anchored: Opening = (timeUs) => timeUs;

/** Counts the arrivals in [opened, opened + length). */
export class CountedWindows implements ArrivalWindows {
  readonly #threshold: number;
  readonly #lengthUs: number;
  readonly #opening: Opening;
  /** For each key two numbers, one after the other: when its window opened last, and the count. */
  readonly #columns = new ChunkedColumns({ windows: (keys) => new Float64Array(2 * keys) });

  constructor(threshold: number, lengthUs: number, opening: Opening) {
    this.#threshold = threshold;
    this.#lengthUs = lengthUs;
    this.#opening = opening;
  }

  /** No window is open. */
  begin(slot: number): void {
    this.#columns.reserve(slot);
    this.#columns.chunkOf(slot).windows[this.#at(slot)] = Number.NEGATIVE_INFINITY;
  }

  /** How many more than one above the threshold there are is not counted. */
  exceedsWith(slot: number, timeUs: number): boolean {
    const { windows } = this.#columns.chunkOf(slot);
    const at = this.#at(slot);
    if (timeUs >= windows[at]! + this.#lengthUs) {
      windows[at] = this.#opening(timeUs, this.#lengthUs);
      windows[at + 1] = 0;
    }
    const before = windows[at + 1]!;
    if (before > this.#threshold) return true;
    windows[at + 1] = before + 1;
    return before === this.#threshold;
  }

  heldMoreThan(slot: number, count: number): boolean {
    return this.#columns.chunkOf(slot).windows[this.#at(slot) + 1]! > count;
  }

  stillHolds(slot: number, earlierUs: number, nowUs: number): boolean {
    return earlierUs >= this.#openedUs(slot, nowUs);
  }

  emptyAtUs(slot: number): number {
    return this.#columns.chunkOf(slot).windows[this.#at(slot)]! + this.#lengthUs;
  }

  emptyAfterUs(slot: number, timeUs: number): number {
    return this.#openedUs(slot, timeUs) + this.#lengthUs;
  }

  /** A count needs nothing that could be given back. */
  forget(): void {}

  /** When the window opened, or would, in which an arrival would be counted. */
  #openedUs(slot: number, timeUs: number): number {
    const overUs = this.emptyAtUs(slot);
    return timeUs < overUs ? overUs - this.#lengthUs : this.#opening(timeUs, this.#lengthUs);
  }

  #at(slot: number): number {
    return 2 * this.#columns.rowIn(slot);
  }
}
