// Times on their way to their rows in memory: put aside one by one, carried many at once by whoever owns the rows. A
// processor that does nothing between waits for many places together; a place per decision it waits for one by one.

/** Few enough to stay in the nearest cache. */
const ROOM = 32;

/** Times in the order in which they came, each with the slot of its key and its place in that key's row. */
export class TimesAside {
  readonly slots = new Uint32Array(ROOM);
  readonly places = new Uint8Array(ROOM);
  readonly times = new Float64Array(ROOM);
  #count = 0;

  /** How many there are: all else in the arrays is of old. */
  get count(): number {
    return this.#count;
  }

  get full(): boolean {
    return this.#count === ROOM;
  }

  /** Adds one, while there is room. */
  add(slot: number, place: number, timeUs: number): void {
    const n = this.#count;
    this.slots[n] = slot;
    this.places[n] = place;
    this.times[n] = timeUs;
    this.#count = n + 1;
  }

  clear(): void {
    this.#count = 0;
  }
}
