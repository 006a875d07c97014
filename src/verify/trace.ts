// A History made ready to be judged under a profile: its keys, the times that count, which Alerts repeat
// others, and how busy each key was. Facts of the arrivals alone; no decision of any throttle is in it,
// save where the throttle says that it lost sight of a key.

import type { History } from '../ledger/history.ts';
import { type Receipt, receiptOf } from '../ledger/receipt.ts';
import type { AlertRule, Profile } from '../throttle/profile.ts';
import { ruleOf } from './alert-rule.ts';
import { type CountedTimes, countedTimes, isExact } from './arrival-clock.ts';
import { firstCopies } from './duplicates.ts';
import type { KeyIndex } from './key-index.ts';
import { arrivalsOf, indexByKey } from './key-index.ts';
import { countUntracked, trackedArrivals } from './untracked.ts';
import { fewestInWindow, mostInWindow } from './window-counts.ts';

/** What the checks and the reference model are given. */
export interface Trace {
  readonly history: History;
  readonly profile: Profile;
  /** Per row, when the throttle received it. */
  readonly receipt: Receipt;
  readonly index: KeyIndex;
  /** Per row, the time on the profile's clock; NaN where it cannot be known. */
  readonly times: CountedTimes;
  /** Per row, the row whose Alert it repeats, -1 for none; null when no row repeats one that the profile ignores. */
  readonly firstCopy: Int32Array | null;
  /** Per key, the most arrivals in any one window at any alignment, repeated Alerts included. */
  readonly busiest: { readonly atLeast: Uint32Array; readonly atMost: Uint32Array };
  /** Per key, how many arrivals came before it went untracked. */
  readonly tracked: Uint32Array;
  /** Rows that say they went untracked. */
  readonly saidUntracked: number;
  /** Received rows whose time is not known, those of excluded codes included. */
  readonly untimed: number;
}

/** Reads a History under a profile. */
export function readTrace(history: History, profile: Profile): Trace {
  const receipt = receiptOf(history);
  const index = indexByKey(history, receipt);
  const times = countedTimes(history, receipt, profile.clock, index);
  const exact = isExact(times);
  const atMost = new Uint32Array(index.keys);
  const atLeast = exact ? atMost : new Uint32Array(index.keys);
  let firstCopy: Int32Array | null = null;
  let untimed = 0;
  for (let key = 0; key < index.keys; key++) {
    const rows = arrivalsOf(index, key);
    const rule = ruleOf(profile, history.code[rows[0]!]!);
    const ignores = rule !== null && profile.duplicates === 'ignore' && rows.length > 1;
    if (ignores && history.header.blackBox && repeats(history, rows)) forgetTimes(times, rows);
    if (Number.isNaN(times.earliestUs[rows[0]!]!)) {
      untimed += rows.length;
      continue;
    }
    const { threshold, window } = rule ?? profile.default;
    const few = rows.length <= threshold;
    const ofKey = timesOf(times, rows);
    atMost[key] = few ? rows.length : greatest(mostInWindow(ofKey, window.lengthUs));
    if (!exact) atLeast[key] = few ? rows.length : greatest(fewestInWindow(ofKey, window.lengthUs));
    if (!ignores || history.header.blackBox) continue;
    const copies = firstCopies(valuesAt(history.counter, rows), ofKey.earliestUs, window);
    if (!copies) continue;
    firstCopy ??= new Int32Array(history.length).fill(-1);
    for (let i = 0; i < rows.length; i++) if (copies[i]! >= 0) firstCopy[rows[i]!] = rows[copies[i]!]!;
  }
  const tracked = trackedArrivals(history, profile, index);
  const saidUntracked = countUntracked(history);
  const busiest = { atLeast, atMost };
  return { history, profile, receipt, index, times, firstCopy, busiest, tracked, saidUntracked, untimed };
}

/** The rule of a key, or null when its code is excluded. */
export function ruleOfKey(trace: Trace, key: number): AlertRule | null {
  return ruleOf(trace.profile, trace.history.code[trace.index.rows[trace.index.starts[key]!]!]!);
}

/** True when the times of a key's arrivals are known, be it as intervals. */
export function isTimed({ times, index }: Trace, key: number): boolean {
  return !Number.isNaN(times.earliestUs[index.rows[index.starts[key]!]!]!);
}

/** True for a key that is known never to have exceeded its threshold in any window at any alignment. */
export function isQuiet(trace: Trace, key: number): boolean {
  const rule = ruleOfKey(trace, key);
  return rule !== null && isTimed(trace, key) && trace.busiest.atMost[key]! <= rule.threshold;
}

/** True for a key that is known to have exceeded its threshold in some window, and whose code is not excluded. */
export function storms(trace: Trace, key: number): boolean {
  const rule = ruleOfKey(trace, key);
  return rule !== null && isTimed(trace, key) && trace.busiest.atLeast[key]! > rule.threshold;
}

/** True for a key whose arrival times leave open whether it ever exceeded its threshold. */
export function mayStorm(trace: Trace, key: number): boolean {
  const rule = ruleOfKey(trace, key);
  return rule !== null && isTimed(trace, key) && !storms(trace, key) && !isQuiet(trace, key);
}

/** Of these rows, the ones that count: all but the repeated Alerts that the profile says to ignore. */
export function countedRows(trace: Trace, rows: Uint32Array): Uint32Array {
  const { firstCopy } = trace;
  return firstCopy ? rows.filter((row) => firstCopy[row]! < 0) : rows;
}

/** The times that count at these rows. */
export function timesOf({ earliestUs, latestUs }: CountedTimes, rows: Uint32Array): CountedTimes {
  const earliest = valuesAt(earliestUs, rows);
  return { earliestUs: earliest, latestUs: earliestUs === latestUs ? earliest : valuesAt(latestUs, rows) };
}

/** A column's values at these rows. */
export function valuesAt(column: Float64Array, rows: Uint32Array): Float64Array {
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = column[rows[i]!]!;
  return values;
}

function greatest(counts: Uint32Array): number {
  return counts.reduce((a, b) => Math.max(a, b));
}

function forgetTimes({ earliestUs, latestUs }: CountedTimes, rows: Uint32Array): void {
  for (const row of rows) earliestUs[row] = latestUs[row] = Number.NaN;
}

/** From outside it cannot be told which of two equal Alerts a throttle that ignores duplicates has counted. */
function repeats(history: History, rows: Uint32Array): boolean {
  return new Set(valuesAt(history.counter, rows)).size < rows.length;
}
