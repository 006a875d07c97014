// Sliding windows: the last `length`, seen from each arrival of a key. Its latest arrivals lie in a row, written round
// and round; which of them have left the window is asked only once the row is full. So most arrivals read one byte and
// put a time aside, and among millions of keys wait for little else. Keys that need more than a row have a ring.
//
//      t-W (out) |<------------- W ------------->| t (counted)
//   -------------o---------o-----o--------o------o----> time

import { ChunkedColumns } from '../columns/chunked-columns.ts';
import { float64, uint8 } from '../columns/growing-columns.ts';
import type { ArrivalWindows } from './arrival-windows.ts';
import { TimeRings } from './time-rings.ts';
import { TimesAside } from './times-aside.ts';

/** Times in a row at most: how many there are and the place of the next take half a byte each. */
const LONGEST_ROW = 15;
/** Times in a row where the threshold is beyond that: most keys never come near it. */
const SHORT_ROW = 8;
/** The turn of a key that has a ring instead: a place and a count that no row has. */
const RING = 0xff;

interface Columns {
  /** The place where the next time goes, the oldest's in a full row, and in the lower half how many there are. */
  readonly turns: Uint8Array;
  /** What is in the first place of each row: many keys have one arrival, and touch no more than this. */
  readonly first: Float64Array;
  readonly others: Float64Array;
}

/** Counts arrivals in the half-open window (t − length, t]; an arrival exactly `length` earlier is out. */
export class SlidingWindows implements ArrivalWindows {
  readonly #threshold: number;
  readonly #lengthUs: number;
  readonly #places: number;
  readonly #columns: ChunkedColumns<Columns>;
  /** Times that are not in their rows yet; carried there before any row is read. */
  readonly #aside = new TimesAside();
  readonly #rings: TimeRings;

  constructor(threshold: number, lengthUs: number) {
    const places = threshold <= LONGEST_ROW ? threshold : SHORT_ROW;
    const others = (keys: number): Float64Array => float64(keys * (places - 1));
    this.#threshold = threshold;
    this.#lengthUs = lengthUs;
    this.#places = places;
    this.#columns = new ChunkedColumns({ turns: uint8, first: float64, others });
    this.#rings = new TimeRings(threshold);
  }

  begin(slot: number): void {
    this.#columns.reserve(slot);
    this.#columns.chunkOf(slot).turns[this.#columns.rowIn(slot)] = 0;
  }

  exceedsWith(slot: number, timeUs: number): boolean {
    const columns = this.#columns.chunkOf(slot);
    const at = this.#columns.rowIn(slot);
    const turn = columns.turns[at]!;
    if (countIn(turn) >= this.#places) return this.#exceedsFull(slot, timeUs);
    this.#aside.add(slot, placeIn(turn), timeUs);
    columns.turns[at] = this.#turnAfter(turn, countIn(turn) + 1);
    if (this.#aside.full) this.#carryAside();
    return false;
  }

  heldMoreThan(slot: number, count: number): boolean {
    const lastUs = this.#nthLastUs(slot, 1);
    return this.stillHolds(slot, this.#nthLastUs(slot, count + 1), lastUs);
  }

  stillHolds(_slot: number, earlierUs: number, nowUs: number): boolean {
    return earlierUs > nowUs - this.#lengthUs;
  }

  emptyAtUs(slot: number): number {
    return this.emptyAfterUs(slot, this.#nthLastUs(slot, 1));
  }

  emptyAfterUs(_slot: number, timeUs: number): number {
    return timeUs + this.#lengthUs;
  }

  forget(slot: number): void {
    const { turns } = this.#columns.chunkOf(slot);
    const at = this.#columns.rowIn(slot);
    if (turns[at] === RING) this.#rings.clear(slot);
    turns[at] = 0;
  }

  /**
   * The same once a row is full, or there is none. Remembers at most `threshold` arrivals, because c(i) > N exactly
   * when the arrival N before this one is still inside.
   */
  #exceedsFull(slot: number, timeUs: number): boolean {
    const columns = this.#columns.chunkOf(slot);
    const at = this.#columns.rowIn(slot);
    const sinceUs = timeUs - this.#lengthUs;
    if (this.#nthLastUs(slot, 1) <= sinceUs) {
      this.forget(slot);
      return this.exceedsWith(slot, timeUs);
    }
    if (columns.turns[at] !== RING) {
      const inside = this.#insideRow(columns, at, sinceUs);
      if (inside < this.#places || inside === this.#threshold) {
        const turn = columns.turns[at]!;
        this.#write(columns, at, placeIn(turn), timeUs);
        columns.turns[at] = this.#turnAfter(turn, Math.min(inside + 1, this.#places));
        return inside === this.#threshold;
      }
      this.#moveToRing(slot);
    }
    return this.#rings.push(slot, timeUs, sinceUs) > sinceUs;
  }

  /** The turn of a row that has one time more, and then so many. */
  #turnAfter(turn: number, count: number): number {
    const next = placeIn(turn) + 1;
    return ((next === this.#places ? 0 : next) << 4) | count;
  }

  /** Puts the times that were put aside where they belong. */
  #carryAside(): void {
    const { slots, places, times, count } = this.#aside;
    for (let n = 0; n < count; n++) {
      const slot = slots[n]!;
      this.#write(this.#columns.chunkOf(slot), this.#columns.rowIn(slot), places[n]!, times[n]!);
    }
    this.#aside.clear();
  }

  #write(columns: Columns, at: number, place: number, timeUs: number): void {
    if (place === 0) columns.first[at] = timeUs;
    else columns.others[at * (this.#places - 1) + place - 1] = timeUs;
  }

  /** How many arrivals of a full row are in the window: the last is. Looks at no more than have left it, and one. */
  #insideRow(columns: Columns, at: number, sinceUs: number): number {
    let inside = this.#places;
    while (this.#nthLastInRowUs(columns, at, inside) <= sinceUs) inside--;
    return inside;
  }

  /** The time of the arrival last for `n` 1, of the one before for 2, and so on; minus infinity where none is held. */
  #nthLastUs(slot: number, n: number): number {
    if (this.#aside.count > 0) this.#carryAside();
    const columns = this.#columns.chunkOf(slot);
    const at = this.#columns.rowIn(slot);
    const turn = columns.turns[at]!;
    if (turn === RING) return this.#rings.nthLastUs(slot, n);
    return n > countIn(turn) ? Number.NEGATIVE_INFINITY : this.#nthLastInRowUs(columns, at, n);
  }

  #nthLastInRowUs(columns: Columns, at: number, n: number): number {
    const before = placeIn(columns.turns[at]!) - n;
    const place = before < 0 ? before + this.#places : before;
    return place === 0 ? columns.first[at]! : columns.others[at * (this.#places - 1) + place - 1]!;
  }

  /** Moves the times of a full row into a ring. */
  #moveToRing(slot: number): void {
    const columns = this.#columns.chunkOf(slot);
    const at = this.#columns.rowIn(slot);
    this.#rings.reserve(slot);
    for (let n = this.#places; n > 0; n--) {
      this.#rings.push(slot, this.#nthLastInRowUs(columns, at, n), Number.NEGATIVE_INFINITY);
    }
    columns.turns[at] = RING;
  }
}

function countIn(turn: number): number {
  return turn & 0xf;
}

function placeIn(turn: number): number {
  return turn >>> 4;
}
