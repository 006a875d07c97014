// A History made ready to be judged under a profile: its keys, the times that count, which Alerts repeat
// others, and how busy each key was. Facts of the arrivals alone; no decision of any throttle is in it,
// save where the throttle says that it lost sight of a key.

import type { History } from '../ledger/history.ts';
import type { AlertRule, Profile } from '../throttle/profile.ts';
import { ruleOf } from './alert-rule.ts';
import { countedTimes } from './arrival-clock.ts';
import { firstCopies } from './duplicates.ts';
import type { KeyIndex } from './key-index.ts';
import { arrivalsOf, indexByKey } from './key-index.ts';
import { countUntracked, trackedArrivals } from './untracked.ts';
import { slidingCounts } from './window-counts.ts';

/** What the checks and the reference model are given. */
export interface Trace {
  readonly history: History;
  readonly profile: Profile;
  readonly index: KeyIndex;
  /** Per row, the time on the profile's clock; NaN where it cannot be known. */
  readonly timesUs: Float64Array;
  /** Per row, the row whose Alert it repeats, -1 for none; null when no row repeats one that the profile ignores. */
  readonly firstCopy: Int32Array | null;
  /** Per key, the most arrivals in any one window at any alignment, repeated Alerts included. */
  readonly busiest: Uint32Array;
  /** Per key, how many arrivals came before it went untracked. */
  readonly tracked: Uint32Array;
  /** Rows that say they went untracked. */
  readonly saidUntracked: number;
  /** Received rows whose time is not known, those of excluded codes included. */
  readonly untimed: number;
}

/** Reads a History under a profile. */
export function readTrace(history: History, profile: Profile): Trace {
  const index = indexByKey(history);
  const timesUs = countedTimes(history, profile.clock, index);
  const busiest = new Uint32Array(index.keys);
  let firstCopy: Int32Array | null = null;
  let untimed = 0;
  for (let key = 0; key < index.keys; key++) {
    const rows = arrivalsOf(index, key);
    if (Number.isNaN(timesUs[rows[0]!]!)) {
      untimed += rows.length;
      continue;
    }
    const rule = ruleOf(profile, history.code[rows[0]!]!);
    busiest[key] = mostInOneWindow(timesUs, rows, rule ?? profile.default);
    if (!rule || profile.duplicates === 'count' || rows.length === 1) continue;
    const copies = firstCopies(valuesAt(history.counter, rows), valuesAt(timesUs, rows), rule.window);
    if (!copies) continue;
    firstCopy ??= new Int32Array(history.length).fill(-1);
    for (let i = 0; i < rows.length; i++) if (copies[i]! >= 0) firstCopy[rows[i]!] = rows[copies[i]!]!;
  }
  const tracked = trackedArrivals(history, profile, index);
  const saidUntracked = countUntracked(history);
  return { history, profile, index, timesUs, firstCopy, busiest, tracked, saidUntracked, untimed };
}

/** The rule of a key, or null when its code is excluded. */
export function ruleOfKey(trace: Trace, key: number): AlertRule | null {
  return ruleOf(trace.profile, trace.history.code[trace.index.rows[trace.index.starts[key]!]!]!);
}

/** True when the times of a key's arrivals are known. */
export function isTimed(trace: Trace, key: number): boolean {
  return !Number.isNaN(trace.timesUs[trace.index.rows[trace.index.starts[key]!]!]!);
}

/** True for a key that is known never to have exceeded its threshold in any window at any alignment. */
export function isQuiet(trace: Trace, key: number): boolean {
  const rule = ruleOfKey(trace, key);
  return rule !== null && isTimed(trace, key) && trace.busiest[key]! <= rule.threshold;
}

/** True for a key that exceeded its threshold in some window, and whose code is not excluded. */
export function storms(trace: Trace, key: number): boolean {
  const rule = ruleOfKey(trace, key);
  return rule !== null && trace.busiest[key]! > rule.threshold;
}

/** Of these rows, the ones that count: all but the repeated Alerts that the profile says to ignore. */
export function countedRows(trace: Trace, rows: Uint32Array): Uint32Array {
  const { firstCopy } = trace;
  return firstCopy ? rows.filter((row) => firstCopy[row]! < 0) : rows;
}

/** A column's values at these rows. */
export function valuesAt(column: Float64Array, rows: Uint32Array): Float64Array {
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = column[rows[i]!]!;
  return values;
}

function mostInOneWindow(timesUs: Float64Array, rows: Uint32Array, rule: AlertRule): number {
  if (rows.length <= rule.threshold) return rows.length;
  return slidingCounts(valuesAt(timesUs, rows), rule.window.lengthUs).reduce((a, b) => Math.max(a, b));
}
