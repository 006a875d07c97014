// Sliding windows: the last `length`, seen from each arrival of a key. Remembers at most the last `threshold` arrivals,
// because c(i) > N exactly when the arrival N before this one is still inside: the last in a column, as most keys hold
// no more than that, and those before it in a ring.
//
//      t-W (out) |<------------- W ------------->| t (counted)
//   -------------o---------o-----o--------o------o----> time

import { ChunkedColumns } from '../columns/chunked-columns.ts';
import { float64 } from '../columns/growing-columns.ts';
import type { ArrivalWindows } from './arrival-windows.ts';
import { TimeRings } from './time-rings.ts';

/** Counts arrivals in the half-open window (t − length, t]; an arrival exactly `length` earlier is out. */
export class SlidingWindows implements ArrivalWindows {
  readonly #threshold: number;
  readonly #lengthUs: number;
  readonly #columns = new ChunkedColumns({ lastUs: float64 });
  /** The arrivals before the last. */
  readonly #before: TimeRings;

  constructor(threshold: number, lengthUs: number) {
    this.#threshold = threshold;
    this.#lengthUs = lengthUs;
    this.#before = new TimeRings(threshold - 1);
  }

  begin(slot: number): void {
    this.#columns.reserve(slot);
    this.#columns.chunkOf(slot).lastUs[this.#columns.rowIn(slot)] = Number.NEGATIVE_INFINITY;
    this.#before.begin(slot);
  }

  exceedsWith(slot: number, timeUs: number): boolean {
    const { lastUs } = this.#columns.chunkOf(slot);
    const row = this.#columns.rowIn(slot);
    const beforeUs = lastUs[row]!;
    const sinceUs = timeUs - this.#lengthUs;
    lastUs[row] = timeUs;
    if (beforeUs <= sinceUs) {
      this.#before.clear(slot);
      return false;
    }
    return this.#threshold === 1 || this.#before.push(slot, beforeUs, sinceUs) > sinceUs;
  }

  heldMoreThan(slot: number, count: number): boolean {
    return count === 0 || this.stillHolds(slot, this.#before.nthLastUs(slot, count), this.#lastUs(slot));
  }

  stillHolds(_slot: number, earlierUs: number, nowUs: number): boolean {
    return earlierUs > nowUs - this.#lengthUs;
  }

  emptyAtUs(slot: number): number {
    return this.emptyAfterUs(slot, this.#lastUs(slot));
  }

  emptyAfterUs(_slot: number, timeUs: number): number {
    return timeUs + this.#lengthUs;
  }

  forget(slot: number): void {
    this.#before.clear(slot);
  }

  #lastUs(slot: number): number {
    return this.#columns.chunkOf(slot).lastUs[this.#columns.rowIn(slot)]!;
  }
}
