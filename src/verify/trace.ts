// A History made ready to be judged under a profile: its keys, the times that count, which Alerts repeat
// others, and how busy each key was. Facts of the arrivals alone; no decision of any throttle is in it,
// save where the throttle says that it lost sight of a key.

import type { History } from '../ledger/history.ts';
import { type Receipt, receiptOf } from '../ledger/receipt.ts';
import type { AlertRule, Profile } from '../throttle/profile.ts';
import { ruleOf } from './alert-rule.ts';
import { type CountedTimes, countedTimes, isExact } from './arrival-clock.ts';
import { fateOf } from './delivered.ts';
import { firstCopies } from './duplicates.ts';
import { forgetOpenKeys } from './equal-alerts.ts';
import type { KeyIndex } from './key-index.ts';
import { arrivalsOf, indexByKey } from './key-index.ts';
import type { HistoryPart } from './run-in-parts.ts';
import { fewestInWindow, mostInWindow } from './window-counts.ts';

/** What the checks and the reference model are given. */
export interface Trace {
  readonly history: History;
  /** The place of a row in the history of the whole run. */
  readonly numberOf: (row: number) => number;
  readonly profile: Profile;
  /** Per row, when the throttle received it. */
  readonly receipt: Receipt;
  readonly index: KeyIndex;
  /** Per row, the time on the profile's clock; NaN where it cannot be known. */
  readonly times: CountedTimes;
  /** The same at each position of the index, key by key. */
  readonly ordered: CountedTimes;
  /** Per row, the row whose Alert it repeats, -1 for none; null when no row repeats one that the profile ignores. */
  readonly firstCopy: Int32Array | null;
  /** Per key, the most arrivals in any one window at any alignment, repeated Alerts included. */
  readonly busiest: { readonly atLeast: Uint32Array; readonly atMost: Uint32Array };
  /** Per key, every `FATE` that any arrival of it met. */
  readonly fates: Uint8Array;
  /** Received rows whose time is not known, those of excluded codes included. */
  readonly untimed: number;
}

/** Reads a part of a run under a profile. */
export function readTrace({ history, numberOf }: HistoryPart, profile: Profile): Trace {
  const receipt = receiptOf(history);
  const index = indexByKey(history, receipt);
  const times = countedTimes(history, receipt, profile.clock, index);
  if (history.header.blackBox) forgetOpenKeys(history, times, profile.duplicates);
  const ordered = timesOf(times, index.rows);
  const arrivals = { history, profile, index, ordered };
  return {
    ...arrivals,
    numberOf,
    receipt,
    times,
    firstCopy: profile.duplicates === 'ignore' ? firstCopiesOf(arrivals) : null,
    busiest: busiestOf(arrivals),
    fates: fatesOf(history, index),
    untimed: ordered.earliestUs.reduce((sum, us) => sum + (Number.isNaN(us) ? 1 : 0), 0),
  };
}

type Arrivals = Pick<Trace, 'history' | 'profile' | 'index' | 'ordered'>;

function busiestOf(arrivals: Arrivals): Trace['busiest'] {
  const { profile, index, ordered } = arrivals;
  const exact = isExact(ordered);
  const atMost = new Uint32Array(index.keys);
  const atLeast = exact ? atMost : new Uint32Array(index.keys);
  for (let key = 0; key < index.keys; key++) {
    if (!isTimed(arrivals, key)) continue;
    const times = timesOfKey(arrivals, key);
    const { length } = times.earliestUs;
    const { threshold, window } = ruleOfKey(arrivals, key) ?? profile.default;
    const few = length <= threshold;
    atMost[key] = few ? length : greatest(mostInWindow(times, window.lengthUs));
    if (!exact) atLeast[key] = few ? length : greatest(fewestInWindow(times, window.lengthUs));
  }
  return { atLeast, atMost };
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

function fatesOf(history: History, index: KeyIndex): Uint8Array {
  const fates = new Uint8Array(index.keys);
  for (let key = 0; key < index.keys; key++) {
    const end = index.starts[key + 1]!;
    for (let at = index.starts[key]!; at < end; at++) fates[key]! |= fateOf(history, index.rows[at]!);
  }
  return fates;
}

/** The rule of a key, or null when its code is excluded. */
export function ruleOfKey({ profile, history, index }: Arrivals, key: number): AlertRule | null {
  return ruleOf(profile, history.code[index.rows[index.starts[key]!]!]!);
}

/** True when the times of a key's arrivals are known, be it as intervals. */
export function isTimed({ ordered, index }: Arrivals, key: number): boolean {
  return !Number.isNaN(ordered.earliestUs[index.starts[key]!]!);
}

/** False for a key of which nobody knows which of several equal Alerts a User was given: seen from outside. */
export function orderIsKnown(arrivals: Arrivals, key: number): boolean {
  return !arrivals.history.header.blackBox || isTimed(arrivals, key);
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

/** The times that count of a key's arrivals, without copying them. */
export function timesOfKey({ ordered, index }: Arrivals, key: number): CountedTimes {
  const from = index.starts[key]!;
  const until = index.starts[key + 1]!;
  const earliestUs = ordered.earliestUs.subarray(from, until);
  return { earliestUs, latestUs: isExact(ordered) ? earliestUs : ordered.latestUs.subarray(from, until) };
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
