// Windows aligned to the clock, not to any arrival; so up to twice the threshold can pass on the two sides of an edge.
// Which window of the clock a key was in last and how many it counted there are one number per key: a decision among
// millions of keys waits for one place in memory, and the smaller all of them are, the shorter it waits.
//
//   [nW ..................... (n+1)W)[(n+1)W ..................... (n+2)W)
//   ---o------o--o---------------o---|o-------------o--------------------> time

import { ChunkedColumns } from '../columns/chunked-columns.ts';
import { float64, int32 } from '../columns/growing-columns.ts';
import type { ArrivalWindows } from './arrival-windows.ts';

/** What holds the marks of some keys, and the mark of a key that was in no window yet: lower than any. */
export interface MarkForm {
  readonly make: (keys: number) => Float64Array | Int32Array;
  readonly none: number;
}

/** Marks in 8 bytes each: exact wherever a window has as many microseconds as there are counts. */
export const WIDE_MARKS: MarkForm = { make: float64, none: Number.NEGATIVE_INFINITY };

/** Marks in 4 bytes each. */
export const NARROW_MARKS: MarkForm = { make: int32, none: -(2 ** 31) };

/** Counts the arrivals in [n × length, (n + 1) × length), up to one more than the threshold. */
export class TumblingWindows implements ArrivalWindows {
  readonly #threshold: number;
  readonly #lengthUs: number;
  /** The counts there can be: nought, and up to one more than the threshold. */
  readonly #counts: number;
  /** For each key the number of its window times `counts`, plus the count: a whole number. */
  readonly #columns: ChunkedColumns<{ readonly marks: Float64Array | Int32Array }>;
  readonly #none: number;

  /** @param form one that holds every mark there can be, as `formFor` knows */
  constructor(threshold: number, lengthUs: number, { make, none }: MarkForm) {
    this.#threshold = threshold;
    this.#lengthUs = lengthUs;
    this.#counts = threshold + 2;
    this.#columns = new ChunkedColumns({ marks: make });
    this.#none = none;
  }

  /**
   * The smallest form that holds the marks of every moment there is, before the origin of the clock, too. None does
   * where a window has fewer microseconds than counts: a mark would be greater than its time.
   */
  static formFor(threshold: number, lengthUs: number): MarkForm | null {
    const counts = threshold + 2;
    if (counts > lengthUs) return null;
    const windows = Math.ceil(Number.MAX_SAFE_INTEGER / lengthUs) + 1;
    return windows * counts < 2 ** 31 ? NARROW_MARKS : WIDE_MARKS;
  }

  begin(slot: number): void {
    this.#columns.reserve(slot);
    this.#columns.chunkOf(slot).marks[this.#columns.rowIn(slot)] = this.#none;
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
