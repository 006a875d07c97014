// Work that is asked for again and again: done at once when it was not done lately, otherwise together with whatever
// is asked for in the same millisecond. One write to a socket costs as much for one packet as for fifty. Never drops
// work.

import { after } from '../domain/clock.ts';

const REST_MS = 1;

/** Does its work when asked, at most once a millisecond. */
export class Rhythm {
  readonly #work: () => void;
  #resting = false;
  #asked = false;

  constructor(work: () => void) {
    this.#work = work;
  }

  /** Has the work done: within the millisecond, or now if it was not done lately or is urgent. */
  ask(urgent = false): void {
    if (this.#resting && !urgent) this.#asked = true;
    else this.#do();
  }

  #do(): void {
    this.#asked = false;
    this.#work();
    if (this.#resting) return;
    this.#resting = true;
    after(REST_MS, () => this.#rested());
  }

  #rested(): void {
    this.#resting = false;
    if (this.#asked) this.#do();
  }
}
