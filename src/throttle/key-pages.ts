// Where the keys of one Alert Code have their state: a slot for each, found by the Device's own number. Slots come in
// pages for Devices of neighbouring numbers, and there are pages only where there are keys: a code that every Device
// sends costs no more than its state, one that few send only a few pages. Knows nothing of what is held in a slot.

import { GrowingColumns, uint32 } from '../columns/growing-columns.ts';

const PAGE_BITS = 5;
const PAGE_SLOTS = 1 << PAGE_BITS;
const NO_PAGE = -1;

/** No slot. */
export const NO_SLOT = -1;

/** The slots of the keys of one Alert Code. */
export class KeyPages {
  /** Pages in use, by the block of Devices they are for. */
  readonly #pageOf: number[] = [];
  /** For each page: the block it is for, which of its slots are taken, bit by bit, and its place among those in use. */
  readonly #pages = new GrowingColumns({ block: uint32, taken: uint32, place: uint32 }, 16);
  readonly #inUse: number[] = [];
  readonly #free: number[] = [];

  /** True when no slot is taken. */
  get empty(): boolean {
    return this.#inUse.length === 0;
  }

  /** The slot of a Device, `NO_SLOT` when it has none. */
  slotOf(device: number): number {
    const page = this.#pageOf[device >>> PAGE_BITS];
    if (page === undefined || page === NO_PAGE) return NO_SLOT;
    const bit = device & (PAGE_SLOTS - 1);
    return (this.#pages.columns.taken[page]! >>> bit) & 1 ? slotIn(page, bit) : NO_SLOT;
  }

  /** Takes the slot for a Device that has none. */
  take(device: number): number {
    const page = this.#pageFor(device >>> PAGE_BITS);
    const bit = device & (PAGE_SLOTS - 1);
    this.#pages.columns.taken[page]! |= 1 << bit;
    return slotIn(page, bit);
  }

  /** Gives a taken slot back and returns the Device it was for. */
  release(slot: number): number {
    const page = slot >>> PAGE_BITS;
    const bit = slot & (PAGE_SLOTS - 1);
    const { block, taken } = this.#pages.columns;
    const device = (block[page]! << PAGE_BITS) | bit;
    taken[page]! &= ~(1 << bit);
    if (taken[page] === 0) this.#close(page);
    return device;
  }

  /** How many pages have taken slots. */
  get inUse(): number {
    return this.#inUse.length;
  }

  /** The page in this place among those. */
  pageIn(place: number): number {
    return this.#inUse[place]!;
  }

  /** Which slots of a page are taken, bit by bit. */
  takenIn(page: number): number {
    return this.#pages.columns.taken[page]!;
  }

  #pageFor(block: number): number {
    const known = this.#pageOf[block];
    if (known !== undefined && known !== NO_PAGE) return known;
    const page = this.#free.pop() ?? this.#pages.claimRow();
    this.#pageOf[block] = page;
    const { columns } = this.#pages;
    columns.block[page] = block;
    columns.place[page] = this.#inUse.length;
    this.#inUse.push(page);
    return page;
  }

  /** The page in use that is last in turn takes the place of the one that goes. */
  #close(page: number): void {
    const { block, place } = this.#pages.columns;
    this.#pageOf[block[page]!] = NO_PAGE;
    const last = this.#inUse.pop()!;
    if (last !== page) {
      place[last] = place[page]!;
      this.#inUse[place[page]!] = last;
    }
    this.#free.push(page);
  }
}

/** The slot that a bit of a page stands for. */
export function slotIn(page: number, bit: number): number {
  return (page << PAGE_BITS) | bit;
}
