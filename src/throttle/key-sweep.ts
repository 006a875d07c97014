// Every tracked key in turn, over and over. Where the last one was is all that is remembered, so that looking at a key
// makes no object. Keys and codes may come and go meanwhile; those that come may be left out.

import { type KeyPages, NO_SLOT } from './key-pages.ts';
import { SlotTurns } from './slot-turns.ts';

/** What can be gone through over and over; values may come and go meanwhile. */
interface Values<Value> {
  values(): Iterator<Value>;
}

/** A round through the slots of all codes, begun again when it is over. */
export class KeySweep<Code extends { readonly pages: KeyPages }> {
  readonly #codes: Values<Code>;
  #coming: Iterator<Code>;
  #code: Code | undefined;
  #turns: SlotTurns | undefined;
  #slot = NO_SLOT;

  constructor(codes: Values<Code>) {
    this.#codes = codes;
    this.#coming = codes.values();
  }

  /** The code of the key whose turn it is. */
  get code(): Code {
    return this.#code!;
  }

  /** Its slot. */
  get slot(): number {
    return this.#slot;
  }

  /** Goes on to the next key; false, when all had their turn. */
  next(): boolean {
    for (;;) {
      this.#slot = this.#turns?.next() ?? NO_SLOT;
      if (this.#slot !== NO_SLOT) return true;
      const { value, done } = this.#coming.next();
      this.#code = done ? undefined : value;
      this.#turns = done ? undefined : new SlotTurns(value.pages);
      if (!done) continue;
      this.#coming = this.#codes.values();
      return false;
    }
  }
}
