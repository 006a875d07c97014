// What one judgement leaves to the next: its memory, and the arrivals it read, which the next need not read again where
// they are the same. New memory for each would cost a good part of what judging does. Never leaves anything that was
// decided or concluded.

import { type ColumnMakers, columnsOf, cutTo, float64, int32, uint8 } from '../columns/growing-columns.ts';
import type { History } from '../ledger/history.ts';
import type { Profile } from '../throttle/profile.ts';
import type { Replay } from './replay.ts';
import { haveSameArrivals, type TimedArrivals, timedArrivals } from './timed-arrivals.ts';

/** Columns with a value for each row of a part; they hold what they held before. */
export interface JudgingColumns extends Replay {
  readonly fate: Uint8Array;
}

const COLUMNS: ColumnMakers<JudgingColumns> = {
  fate: uint8,
  outcome: uint8,
  sequenceId: float64,
  count: float64,
  episodeRow: int32,
  periodRow: int32,
  endedRow: int32,
};

/** The room of one owner, who judges one part of a run after the other and is done with each when the next begins. */
export class JudgingRoom {
  #columns = columnsOf(COLUMNS, 0);
  #read: { history: History; clock: Profile['clock']; arrivals: TimedArrivals } | null = null;

  /** Columns for so many rows, the same memory every time, as large as the most that was ever asked for. */
  lend(length: number): JudgingColumns {
    if (this.#columns.fate.length < length) this.#columns = columnsOf(COLUMNS, length);
    return cutTo(this.#columns, length);
  }

  /** The arrivals of a history: those read last, if it has the same. */
  arrivalsOf(history: History, profile: Pick<Profile, 'clock' | 'duplicates'>): TimedArrivals {
    const { clock } = profile;
    const known = this.#read;
    if (known?.clock === clock && haveSameArrivals(known.history, history, clock)) return known.arrivals;
    // Those of two parts at a time would take twice the memory.
    this.#read = null;
    const arrivals = timedArrivals(history, profile);
    this.#read = { history, clock, arrivals };
    return arrivals;
  }
}
