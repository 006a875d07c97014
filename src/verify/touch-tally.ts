// What became of keys that a throttle must leave alone, added up key by key. Counts and names the first; whose fault
// it is, is said by the check that chose the keys.

import { type FATE, isMarked, isUndecided, wasLost } from './delivered.ts';
import { arrivalCount, arrivalsOf } from './key-index.ts';
import type { Trace } from './trace.ts';

/** A running count over keys. */
export class TouchTally {
  /** Alerts that were decided on. */
  decided = 0;
  lost = 0;
  /** Alerts that carry throttle metadata and were not lost. */
  marked = 0;
  /** The first row that was lost or marked, in arrival order; -1 for none. */
  firstRow = -1;
  readonly #trace: Trace;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Adds the arrivals of a key. */
  add(key: number): void {
    const { history, index, fates } = this.#trace;
    this.decided += arrivalCount(index, key);
    if (fates[key] === 0) return;
    for (const row of arrivalsOf(index, key)) {
      if (isUndecided(history, row)) this.decided--;
      else if (wasLost(history, row)) this.#touch(row, 'lost');
      else if (isMarked(history, row)) this.#touch(row, 'marked');
    }
  }

  #touch(row: number, how: Exclude<keyof typeof FATE, 'undecided'>): void {
    this[how]++;
    if (this.firstRow < 0 || row < this.firstRow) this.firstRow = row;
  }
}
