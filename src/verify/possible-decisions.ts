// Holds what became of each Alert against everything that a correct throttle may have done with it, where its
// arrival is known only as an interval. What could have gone either way is left out and counted; what no state
// allows convicts. The throttle's own word is never read: there is none.

import { MAX_POSSIBLE_STATES } from '../domain/limits.ts';
import type { History } from '../ledger/history.ts';
import { timesOf } from './arrival-clock.ts';
import { isMarked, wasLost } from './delivered.ts';
import { arrivalsOf } from './key-index.ts';
import type { Possibility, PossibleState } from './possible-states.ts';
import { PossibleThrottle, UNTOUCHED } from './possible-states.ts';
import type { Trace } from './trace.ts';
import { isTimed, ruleOfKey } from './trace.ts';

/** A row that convicts, and what a correct throttle may have done instead. */
export interface Impossible {
  readonly row: number;
  readonly allowed: readonly Possibility[];
  /** Positions in `allowed` are indices into these rows. */
  readonly rows: Uint32Array;
}

/** Counts of received rows. Those of `metadata` are delivered Alerts that carry some, or should. */
export interface PossibleTally {
  readonly decisions: Comparison;
  readonly metadata: Comparison;
  /** Of the decisions: how many had to be discards. */
  readonly expectedDiscards: number;
  readonly letThrough: number;
  readonly swallowed: number;
  /** Not comparable, because the throttle may have lost sight of the key at its ceiling. */
  readonly untracked: number;
  /** Not comparable, because the time that counts is not on record. */
  readonly untimed: number;
}

/** One kind of comparison: what was held against what must be, what could be either, and the first that cannot be. */
interface Comparison {
  compared: number;
  leftOut: number;
  wrong: number;
  first: Impossible | null;
}

/** Judges every arrival of a trace by what can be known from outside. */
export function tallyPossible(trace: Trace, tracked: Uint32Array): PossibleTally {
  const tally = new Tally(trace.history);
  for (let key = 0; key < trace.index.keys; key++) {
    const rows = arrivalsOf(trace.index, key);
    const rule = ruleOfKey(trace, key);
    if (!rule) tally.excluded(rows);
    else if (!isTimed(trace, key)) tally.untimed += rows.length;
    else if (tracked[key]! < rows.length) tally.untracked += rows.length;
    else tally.key(rows, new PossibleThrottle(rule, trace.profile.metadata, timesOf(trace.times, rows)));
  }
  return tally;
}

/** What must become of an Alert that is never counted. */
const BARE: Possibility = {
  delivered: true,
  count: Number.NaN,
  state: UNTOUCHED,
  inWindow: [0, 0],
  throttledFrom: -1,
};

class Tally implements PossibleTally {
  readonly decisions: Comparison = { compared: 0, leftOut: 0, wrong: 0, first: null };
  readonly metadata: Comparison = { compared: 0, leftOut: 0, wrong: 0, first: null };
  expectedDiscards = 0;
  letThrough = 0;
  swallowed = 0;
  untracked = 0;
  untimed = 0;
  readonly #history: History;

  constructor(history: History) {
    this.#history = history;
  }

  /** Alerts of an excluded code: each must be delivered, and bare. */
  excluded(rows: Uint32Array): void {
    for (const row of rows) this.#arrival({ row, allowed: [BARE], rows });
  }

  key(rows: Uint32Array, throttle: PossibleThrottle): void {
    let states: readonly PossibleState[] = [UNTOUCHED];
    for (let i = 0; i < rows.length; i++) {
      const allowed = states.flatMap((state) => [...throttle.after(state, i)]);
      states = distinct(this.#arrival({ row: rows[i]!, allowed, rows }).map(({ state }) => state));
      if (states.length > MAX_POSSIBLE_STATES) {
        this.decisions.leftOut += rows.length - i - 1;
        return;
      }
    }
  }

  /** Judges one arrival; returns the possibilities that what became of it leaves. */
  #arrival(found: Impossible): readonly Possibility[] {
    const { row, allowed } = found;
    const delivered = !wasLost(this.#history, row);
    const borneOut = allowed.filter((possibility) => possibility.delivered === delivered);
    const { decisions } = this;
    if (borneOut.length > 0 && borneOut.length < allowed.length) {
      decisions.leftOut++;
    } else {
      decisions.compared++;
      if (!allowed[0]!.delivered) this.expectedDiscards++;
    }
    if (borneOut.length === 0) {
      decisions.wrong++;
      if (delivered) this.letThrough++;
      else this.swallowed++;
      convict(decisions, found);
      return allowed;
    }
    if (delivered) this.#carried({ ...found, allowed: borneOut });
    return borneOut;
  }

  /** Judges what a delivered Alert carries. Which ids a throttle has handed out cannot be known from outside. */
  #carried(found: Impossible): void {
    const counts = new Set(found.allowed.map(({ count }) => count));
    if (!isMarked(this.#history, found.row) && counts.size === 1 && counts.has(Number.NaN)) return;
    if (!counts.has(this.#history.count[found.row]!)) {
      this.metadata.compared++;
      this.metadata.wrong++;
      convict(this.metadata, found);
    } else if (counts.size > 1) {
      this.metadata.leftOut++;
    } else {
      this.metadata.compared++;
    }
  }
}

function convict(comparison: Comparison, found: Impossible): void {
  if (!comparison.first || found.row < comparison.first.row) comparison.first = found;
}

function distinct(states: readonly PossibleState[]): readonly PossibleState[] {
  if (states.length === 1) return states;
  const byName = new Map<string, PossibleState>();
  for (const state of states) {
    byName.set(`${state.opens} ${state.period} ${state.unreported} ${state.discarded}`, state);
  }
  return [...byName.values()];
}
