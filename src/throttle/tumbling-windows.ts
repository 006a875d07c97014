// Windows aligned to the clock, not to any arrival; so up to twice the threshold can pass on the two sides of an edge.
// Which window of the clock a key was in last and how many it counted there are one number per key: a decision among
// millions of keys waits for one place in memory, and the smaller all of them are, the shorter it waits.
//
//   [nW ..................... (n+1)W)[(n+1)W ..................... (n+2)W)
//   ---o------o--o---------------o---|o-------------o--------------------> time

import { ChunkedColumns } from '../columns/chunked-columns.ts';
import { float64 } from '../columns/growing-columns.ts';
import type { ArrivalWindows } from './arrival-windows.ts';

/** Counts the arrivals in [n × length, (n + 1) × length), up to one more than the threshold. */
export class TumblingWindows implements ArrivalWindows {
  readonly #threshold: number;
  readonly #lengthUs: number;
  /** The counts there can be: nought, and up to one more than the threshold. */
  readonly #counts: number;
  /** For each key the number of its window times `counts`, plus the count: whole, and exact where `fits` says so. */
  readonly #columns = new ChunkedColumns({ marks: float64 });

  constructor(threshold: number, lengthUs: number) {
    this.#threshold = threshold;
    this.#lengthUs = lengthUs;
    this.#counts = threshold + 2;
  }

  /** Whether marks are no greater than times: nowhere but where a window has fewer microseconds than counts. */
  static fits(threshold: number, lengthUs: number): boolean {
    return threshold + 2 <= lengthUs;
  }

  begin(slot: number): void {
    this.#columns.reserve(slot);
    this.#columns.chunkOf(slot).marks[this.#columns.rowIn(slot)] = Number.NEGATIVE_INFINITY;
  }

  exceedsWith(slot: number, timeUs: number): boolean {
    const { marks } = this.#columns.chunkOf(slot);
    const row = this.#columns.rowIn(slot);
    const nought = this.#windowAt(timeUs) * this.#counts;
    const before = Math.max(marks[row]!, nought);
    const most = nought + this.#threshold;
    if (before <= most) marks[row] = before + 1;
    return before >= most;
  }

  heldMoreThan(slot: number, count: number): boolean {
    const mark = this.#mark(slot);
    return mark - Math.floor(mark / this.#counts) * this.#counts > count;
  }

  stillHolds(_slot: number, earlierUs: number, nowUs: number): boolean {
    return earlierUs >= this.#windowAt(nowUs) * this.#lengthUs;
  }

  emptyAtUs(slot: number): number {
    return (Math.floor(this.#mark(slot) / this.#counts) + 1) * this.#lengthUs;
  }

  emptyAfterUs(_slot: number, timeUs: number): number {
    return (this.#windowAt(timeUs) + 1) * this.#lengthUs;
  }

  /** A count needs nothing that could be given back. */
  forget(): void {}

  /** The number of the window that the clock is in. */
  #windowAt(timeUs: number): number {
    return Math.floor(timeUs / this.#lengthUs);
  }

  #mark(slot: number): number {
    return this.#columns.chunkOf(slot).marks[this.#columns.rowIn(slot)]!;
  }
}
