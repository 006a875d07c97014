// Windows that start from nought: for each key when its window opened and how many it counted, two numbers whatever the
// threshold. When a window opens is said by the shape.

import { ChunkedColumns } from '../columns/chunked-columns.ts';
import { float64, uint32 } from '../columns/growing-columns.ts';

/** Windows of one length, each named by its key's slot. */
export class CountedWindows {
  readonly #threshold: number;
  readonly #lengthUs: number;
  readonly #columns = new ChunkedColumns({ openedUs: float64, count: uint32 });

  constructor(threshold: number, lengthUs: number) {
    this.#threshold = threshold;
    this.#lengthUs = lengthUs;
  }

  /** No window is open. */
  begin(slot: number): void {
    this.#columns.reserve(slot);
    this.#columns.chunkOf(slot).openedUs[this.#columns.rowIn(slot)] = Number.NEGATIVE_INFINITY;
  }

  /**
   * Counts an arrival; whether there are more than the threshold. How many more is not counted.
   * @param opensUs when the window of this arrival opens, if none is open
   */
  exceedsWith(slot: number, timeUs: number, opensUs: number): boolean {
    const { openedUs, count } = this.#columns.chunkOf(slot);
    const row = this.#columns.rowIn(slot);
    if (timeUs >= openedUs[row]! + this.#lengthUs) {
      openedUs[row] = opensUs;
      count[row] = 0;
    }
    const before = count[row]!;
    if (before > this.#threshold) return true;
    count[row] = before + 1;
    return before === this.#threshold;
  }

  /** When the window that was opened last opened. */
  openedUs(slot: number): number {
    return this.#columns.chunkOf(slot).openedUs[this.#columns.rowIn(slot)]!;
  }

  /** The first moment after it. */
  overAtUs(slot: number): number {
    return this.openedUs(slot) + this.#lengthUs;
  }

  /** Whether it counted more than so many, fewer than the threshold. */
  countedMoreThan(slot: number, count: number): boolean {
    return this.#columns.chunkOf(slot).count[this.#columns.rowIn(slot)]! > count;
  }
}
