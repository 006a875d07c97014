// Packets that wait for an answer, in the order they were sent, by packet id (MQTT 3.1.1 section 2.3.1). Ids are given
// in turn, so where an id stands is arithmetic: no map, and one small ring that grows only when it must.

const IDS = 0xffff;
const FIRST_CAPACITY = 2;

/** What waits. An id is unique from when it is given until it is freed, and given again only when none older waits. */
export class InFlightWindow<T> {
  #ring: (T | undefined)[] = [];
  /** How many ids were ever given, and how many of the oldest of them wait no longer. */
  #given = 0;
  #freed = 0;

  /** Whether all ids are taken, or older than one that is. */
  get full(): boolean {
    return this.#given - this.#freed === IDS;
  }

  /** Takes the next id, 1 to 65,535. There must be one. */
  add(waiting: T): number {
    if (this.#given - this.#freed === this.#ring.length) this.#grow();
    this.#ring[this.#given & (this.#ring.length - 1)] = waiting;
    return (this.#given++ % IDS) + 1;
  }

  /** What waits under this id; undefined when nothing does. */
  get(id: number): T | undefined {
    const turn = this.#turnOf(id);
    return turn < 0 ? undefined : this.#ring[turn & (this.#ring.length - 1)];
  }

  /** Frees an id. */
  free(id: number): void {
    const turn = this.#turnOf(id);
    if (turn < 0) return;
    const last = this.#ring.length - 1;
    this.#ring[turn & last] = undefined;
    while (this.#freed < this.#given && this.#ring[this.#freed & last] === undefined) this.#freed++;
  }

  /** All that wait, with their ids, oldest first. */
  *[Symbol.iterator](): Generator<[id: number, waiting: T]> {
    for (let turn = this.#freed; turn < this.#given; turn++) {
      const waiting = this.#ring[turn & (this.#ring.length - 1)];
      if (waiting !== undefined) yield [(turn % IDS) + 1, waiting];
    }
  }

  /** The turn in which an id that may still wait was given; -1 when it cannot. */
  #turnOf(id: number): number {
    if (id === 0) return -1;
    const turn = this.#freed + ((id - 1 - (this.#freed % IDS) + IDS) % IDS);
    return turn < this.#given ? turn : -1;
  }

  #grow(): void {
    const narrow = this.#ring;
    const wide = new Array<T | undefined>(Math.max(FIRST_CAPACITY, narrow.length * 2)).fill(undefined);
    for (let turn = this.#freed; turn < this.#given; turn++) {
      wide[turn & (wide.length - 1)] = narrow[turn & (narrow.length - 1)];
    }
    this.#ring = wide;
  }
}
