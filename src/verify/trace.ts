// A History made ready to be judged under a profile: its keys, the times that count, which Alerts repeat
// others, and how each key behaved. Facts of the arrivals alone; no decision of any throttle is in it,
// save where the throttle says that it lost sight of a key.

import type { History } from '../ledger/history.ts';
import type { AlertRule, Profile } from '../throttle/profile.ts';
import { ruleOf } from './alert-rule.ts';
import { type CountedTimes, isExact, valuesAt } from './arrival-clock.ts';
import { fateOf } from './delivered.ts';
import { firstCopies } from './duplicates.ts';
import { JudgingRoom } from './judging-room.ts';
import type { KeyIndex } from './key-index.ts';
import { arrivalCount, arrivalsOf } from './key-index.ts';
import type { HistoryPart } from './run-in-parts.ts';
import type { TimedArrivals } from './timed-arrivals.ts';
import { busiestWindow } from './window-counts.ts';

/** What the checks and the reference model are given. */
export interface Trace extends TimedArrivals {
  readonly history: History;
  /** The place of a row in the history of the whole run. */
  readonly numberOf: (row: number) => number;
  readonly profile: Profile;
  /** Per row, the row whose Alert it repeats, -1 for none; null when no row repeats one that the profile ignores. */
  readonly firstCopy: Int32Array | null;
  /** Per key, its `CONDUCT`, repeated Alerts included. */
  readonly conduct: Uint8Array;
  /** Per key, every `FATE` that any arrival of it met. */
  readonly fates: Uint8Array;
}

/** Reads a part of a run under a profile. */
export function readTrace(
  { history, numberOf }: HistoryPart,
  profile: Profile,
  room = new JudgingRoom(),
): Trace {
  const { receipt, index, times, ordered, untimed } = room.arrivalsOf(history, profile);
  const arrivals = { history, profile, index, ordered };
  // Every field by name: all that reads traces is compiled for one shape of them.
  return {
    history,
    profile,
    index,
    ordered,
    numberOf,
    receipt,
    times,
    firstCopy: profile.duplicates === 'ignore' ? firstCopiesOf(arrivals) : null,
    conduct: conductOf(arrivals),
    fates: fatesOf(history, index, room.lend(history.length).fate),
    untimed,
  };
}

/** How a key behaved: what may be asked of a throttle about it. */
const CONDUCT = {
  /** Its code is excluded. */
  excluded: 0,
  /** The times of its arrivals are not known. */
  untimed: 1,
  /** Never above its threshold in any window at any alignment. */
  quiet: 2,
  /** Its times leave open whether it ever was. */
  open: 3,
  /** Above its threshold in some window. */
  storming: 4,
} as const;

type Arrivals = Pick<Trace, 'history' | 'profile' | 'index' | 'ordered'>;

function conductOf(arrivals: Arrivals): Uint8Array {
  const { keys } = arrivals.index;
  const conduct = new Uint8Array(keys);
  for (let key = 0; key < keys; key++) {
    const rule = ruleOfKey(arrivals, key);
    if (rule === null) conduct[key] = CONDUCT.excluded;
    else conduct[key] = isTimed(arrivals, key) ? conductUnder(rule, arrivals, key) : CONDUCT.untimed;
  }
  return conduct;
}

function conductUnder({ threshold, window }: AlertRule, arrivals: Arrivals, key: number): number {
  if (arrivalCount(arrivals.index, key) <= threshold) return CONDUCT.quiet;
  const { earliestUs, latestUs } = timesOfKey(arrivals, key);
  if (busiestWindow(earliestUs, latestUs, window.lengthUs) <= threshold) return CONDUCT.quiet;
  const surely =
    isExact(arrivals.ordered) || busiestWindow(latestUs, earliestUs, window.lengthUs) > threshold;
  return surely ? CONDUCT.storming : CONDUCT.open;
}

function firstCopiesOf(arrivals: Arrivals): Int32Array | null {
  const { history, index } = arrivals;
  let firstCopy: Int32Array | null = null;
  for (let key = 0; key < index.keys; key++) {
    const rule = ruleOfKey(arrivals, key);
    const rows = arrivalsOf(index, key);
    if (!rule || rows.length === 1 || !isTimed(arrivals, key)) continue;
    const { earliestUs } = timesOfKey(arrivals, key);
    const copies = firstCopies(valuesAt(history.counter, rows), earliestUs, rule.window);
    if (!copies) continue;
    firstCopy ??= new Int32Array(history.length).fill(-1);
    for (let i = 0; i < rows.length; i++) if (copies[i]! >= 0) firstCopy[rows[i]!] = rows[copies[i]!]!;
  }
  return firstCopy;
}

/** Row by row first, then only a byte of each is fetched in the order of the keys. */
function fatesOf(history: History, { keys, rows, starts }: KeyIndex, fateOfRow: Uint8Array): Uint8Array {
  for (let row = 0; row < history.length; row++) fateOfRow[row] = fateOf(history, row);
  const fates = new Uint8Array(keys);
  for (let key = 0; key < keys; key++) {
    let fate = 0;
    for (let at = starts[key]!; at < starts[key + 1]!; at++) fate |= fateOfRow[rows[at]!]!;
    fates[key] = fate;
  }
  return fates;
}

/** The rule of a key, or null when its code is excluded. */
export function ruleOfKey({ profile, index }: Arrivals, key: number): AlertRule | null {
  return ruleOf(profile, index.codes[key]!);
}

/** True when the times of a key's arrivals are known, be it as intervals. */
export function isTimed({ ordered, index }: Arrivals, key: number): boolean {
  return !Number.isNaN(ordered.earliestUs[index.starts[key]!]!);
}

/** False for a key of which nobody knows which of several equal Alerts a User was given: seen from outside. */
export function orderIsKnown(arrivals: Arrivals, key: number): boolean {
  return !arrivals.history.header.blackBox || isTimed(arrivals, key);
}

/** True for a key whose code is not excluded. */
export function isCounted({ conduct }: Trace, key: number): boolean {
  return conduct[key] !== CONDUCT.excluded;
}

/** True for a key that counts, and the times of whose arrivals are known, be it as intervals. */
export function isJudged({ conduct }: Trace, key: number): boolean {
  return conduct[key]! >= CONDUCT.quiet;
}

/** True for a key that is known never to have exceeded its threshold in any window at any alignment. */
export function isQuiet({ conduct }: Trace, key: number): boolean {
  return conduct[key] === CONDUCT.quiet;
}

/** True for a key that is known to have exceeded its threshold in some window, and whose code is not excluded. */
export function storms({ conduct }: Trace, key: number): boolean {
  return conduct[key] === CONDUCT.storming;
}

/** True for a key whose arrival times leave open whether it ever exceeded its threshold. */
export function mayStorm({ conduct }: Trace, key: number): boolean {
  return conduct[key] === CONDUCT.open;
}

/** Of these rows, the ones that count: all but the repeated Alerts that the profile says to ignore. */
export function countedRows(trace: Trace, rows: Uint32Array): Uint32Array {
  const { firstCopy } = trace;
  return firstCopy ? rows.filter((row) => firstCopy[row]! < 0) : rows;
}

/** The times that count of a key's arrivals, without copying them. */
export function timesOfKey({ ordered, index }: Arrivals, key: number): CountedTimes {
  const from = index.starts[key]!;
  const until = index.starts[key + 1]!;
  const earliestUs = ordered.earliestUs.subarray(from, until);
  return { earliestUs, latestUs: isExact(ordered) ? earliestUs : ordered.latestUs.subarray(from, until) };
}
