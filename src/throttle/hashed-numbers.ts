// Numbers by the hash of what they number, side by side in one table: one look at memory finds a number, and what it
// numbers is not looked at unless the hashes are the same. Whether it is the one meant is for whoever holds that.

const FEWEST = 16;
/** Two cells each: a hash, and a number plus one. */
const CELLS = 2;

/** The same hash for the same text, 32 bits with a sign: its characters four by four, those left over one by one. */
export function hashOf(text: string): number {
  let hash = text.length;
  let at = 0;
  for (; at + 3 < text.length; at += 4) {
    const low = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 8);
    const high = text.charCodeAt(at + 2) | (text.charCodeAt(at + 3) << 8);
    hash = stirred(hash, low | (high << 16));
  }
  for (; at < text.length; at++) hash = stirred(hash, text.charCodeAt(at));
  return hash;
}

function stirred(hash: number, added: number): number {
  const product = Math.imul(hash ^ added, 0x9e3779b1);
  return product ^ (product >>> 15);
}

/** A table at most half full, in which a number stands at its hash's place or in one of those that follow it. */
export class HashedNumbers {
  #table = new Int32Array(FEWEST * CELLS);
  /** Where the last number of the table stands. No getter: V8 leaves compiled code for a private one. */
  #lastCell = (FEWEST - 1) * CELLS;
  #held = 0;

  /** The first place where a number with that hash may stand. */
  placeOf(hash: number): number {
    return (hash * CELLS) & this.#lastCell;
  }

  /** The place after one. */
  after(place: number): number {
    return (place + CELLS) & this.#lastCell;
  }

  /** The number in a place: -1 when there is none, nor any with that hash further on. */
  numberAt(place: number): number {
    return this.#table[place + 1]! - 1;
  }

  /** Whether the number in a place was added under this hash. */
  isOf(place: number, hash: number): boolean {
    return this.#table[place] === hash;
  }

  add(hash: number, number: number): void {
    this.#held++;
    if (2 * this.#held * CELLS > this.#table.length) this.#widen();
    this.#put(hash, number);
  }

  /** Takes out a number that was added under this hash. */
  remove(hash: number, number: number): void {
    this.#held--;
    let gap = this.placeOf(hash);
    while (this.numberAt(gap) !== number) gap = this.after(gap);
    for (let place = this.after(gap); this.numberAt(place) >= 0; place = this.after(place)) {
      if (!this.#mayMove(place, gap)) continue;
      this.#table[gap] = this.#table[place]!;
      this.#table[gap + 1] = this.#table[place + 1]!;
      gap = place;
    }
    this.#table[gap + 1] = 0;
  }

  /** Whether what stands in a place would still be found in a gap before it. */
  #mayMove(place: number, gap: number): boolean {
    const home = this.placeOf(this.#table[place]!);
    return ((place - home) & this.#lastCell) >= ((place - gap) & this.#lastCell);
  }

  #put(hash: number, number: number): void {
    let place = this.placeOf(hash);
    while (this.numberAt(place) >= 0) place = this.after(place);
    this.#table[place] = hash;
    this.#table[place + 1] = number + 1;
  }

  #widen(): void {
    const narrow = this.#table;
    this.#table = new Int32Array(narrow.length * 2);
    this.#lastCell = this.#table.length - CELLS;
    for (let cell = 0; cell < narrow.length; cell += CELLS) {
      if (narrow[cell + 1]! > 0) this.#put(narrow[cell]!, narrow[cell + 1]! - 1);
    }
  }
}
