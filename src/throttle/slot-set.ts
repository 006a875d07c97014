// Some of the slots there are, a bit for each: so small that whether a slot is among them is seldom asked of memory.
// Knows nothing of what is held in a slot.

import { GrowingColumns, uint32 } from '../columns/growing-columns.ts';

/** A set of slots. */
export class SlotSet {
  readonly #words = new GrowingColumns({ bits: uint32 }, 16);

  has(slot: number): boolean {
    return ((this.#words.columns.bits[slot >>> 5]! >>> (slot & 31)) & 1) === 1;
  }

  /** Makes room for a slot, and all before it. */
  reserve(slot: number): void {
    while (this.#words.length <= slot >>> 5) this.#words.claimRow();
  }

  /** Adds a slot that there is room for. */
  add(slot: number): void {
    this.#words.columns.bits[slot >>> 5]! |= 1 << (slot & 31);
  }

  delete(slot: number): void {
    this.#words.columns.bits[slot >>> 5]! &= ~(1 << (slot & 31));
  }
}
