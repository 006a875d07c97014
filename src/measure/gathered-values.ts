// Whole numbers in, told apart to three significant digits; each with its count out, in one go. For whatever costs more
// per number than it does to be told of many equal ones at once.

/** Numbers below 2 ** 11 are told apart; above that, each doubling has half as many places. */
const EXACT_BITS = 11;
const HALF = 2 ** (EXACT_BITS - 1);
const PLACES = (32 - EXACT_BITS + 2) * HALF;

/** Gathers numbers from 0 to 2 ** 32 - 1. */
export class GatheredValues {
  readonly #counts = new Uint32Array(PLACES);
  #largest = -1;

  add(value: number): void {
    const shift = Math.max(0, 32 - EXACT_BITS - Math.clz32(value));
    this.#counts[shift * HALF + (value >>> shift)]!++;
    if (value > this.#largest) this.#largest = value;
  }

  /** Tells of everything since it last did, ascending: the largest number of each place, the largest of all exactly. */
  handOver(take: (value: number, count: number) => void): void {
    if (this.#largest < 0) return;
    this.#counts.forEach((count, place) => {
      if (count > 0) take(Math.min(largestAt(place), this.#largest), count);
    });
    this.#counts.fill(0);
    this.#largest = -1;
  }
}

function largestAt(place: number): number {
  const shift = Math.max(0, Math.floor(place / HALF) - 1);
  return (place - shift * HALF + 1) * 2 ** shift - 1;
}
