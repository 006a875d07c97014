// The taken slots of one Alert Code in turn, from the page in use last to the first. Slots may be taken and given back
// meanwhile: those given back have no turn, those taken may have none.

import { type KeyPages, NO_SLOT, slotIn } from './key-pages.ts';

const ALL = -1;

/** One round through the taken slots. */
export class SlotTurns {
  readonly #pages: KeyPages;
  #place = Number.POSITIVE_INFINITY;
  #page = 0;
  /** Slots of the page that had their turn, bit by bit. */
  #had = ALL;

  constructor(pages: KeyPages) {
    this.#pages = pages;
  }

  /** The slot whose turn is next, `NO_SLOT` when all had theirs. */
  next(): number {
    for (;;) {
      const coming = this.#pages.takenIn(this.#page) & ~this.#had;
      if (coming !== 0) {
        const lowest = coming & -coming;
        this.#had |= lowest | (lowest - 1);
        return slotIn(this.#page, 31 - Math.clz32(lowest));
      }
      this.#place = Math.min(this.#place, this.#pages.inUse) - 1;
      if (this.#place < 0) return NO_SLOT;
      this.#page = this.#pages.pageIn(this.#place);
      this.#had = 0;
    }
  }
}
