// A History's arrivals, grouped by key. Rows in; per key the numbers of its rows in arrival order out.
// The key is the pair (Device, Alert Code) itself (SECMP0062 K3): it is sorted by its two numbers and never
// joined into one text, which two different pairs could share. No row becomes an object.

import { StormError } from '../domain/failure.ts';
import type { History } from '../ledger/history.ts';
import { receiptOf } from '../ledger/receipt.ts';

const ALERT_CODES = 0x1_0000;

/** The arrivals of all keys in one array: those of key `k` lie from `starts[k]` up to `starts[k + 1]`. */
export interface KeyIndex {
  /** How many keys received anything. */
  readonly keys: number;
  /** Row numbers of the History; unreceived rows are not among them. */
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
  /** Per key, its Device and its Alert Code. */
  readonly devices: Uint32Array;
  readonly codes: Uint16Array;
}

/** Groups the received rows by key, in time proportional to the number of rows. */
export function indexByKey(history: History, { earliestUs } = receiptOf(history)): KeyIndex {
  const byCode = sortStably(receivedRows(earliestUs), history.code, ALERT_CODES);
  const rows = sortStably(byCode, history.device, history.deviceIds.length);
  const starts = new Uint32Array(rows.length + 1);
  const devices = new Uint32Array(rows.length);
  const codes = new Uint16Array(rows.length);
  let keys = 0;
  for (let at = 0; at < rows.length; at++) {
    const device = history.device[rows[at]!]!;
    const code = history.code[rows[at]!]!;
    if (keys > 0 && device === devices[keys - 1] && code === codes[keys - 1]) continue;
    starts[keys] = at;
    devices[keys] = device;
    codes[keys++] = code;
  }
  starts[keys] = rows.length;
  return {
    keys,
    rows,
    starts: starts.subarray(0, keys + 1),
    devices: devices.subarray(0, keys),
    codes: codes.subarray(0, keys),
  };
}

/** How many arrivals a key has. */
export function arrivalCount({ starts }: KeyIndex, key: number): number {
  return starts[key + 1]! - starts[key]!;
}

/** Row numbers of one key's arrivals, in arrival order. */
export function arrivalsOf(index: KeyIndex, key: number): Uint32Array {
  return index.rows.subarray(index.starts[key]!, index.starts[key + 1]!);
}

/** Row numbers of all arrivals that share this received row's key; walks the keys, so meant for witnesses. */
export function arrivalsLike(history: History, index: KeyIndex, row: number): Uint32Array {
  for (let key = 0; key < index.keys; key++) {
    const isIts = index.devices[key] === history.device[row] && index.codes[key] === history.code[row];
    if (isIts) return arrivalsOf(index, key);
  }
  return new Uint32Array(0);
}

/** True when two rows are of the same Device and the same Alert Code. */
export function sameKey(history: History, one: number, other: number): boolean {
  return history.device[one] === history.device[other] && history.code[one] === history.code[other];
}

function receivedRows(receivedUs: Float64Array): Uint32Array {
  const rows = new Uint32Array(receivedUs.length);
  let count = 0;
  let latestUs = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < receivedUs.length; row++) {
    const us = receivedUs[row]!;
    if (Number.isNaN(us)) continue;
    if (us < latestUs)
      throw new StormError('bug', { cause: `history row ${row} arrived before the row above it` });
    latestUs = us;
    rows[count++] = row;
  }
  return rows.subarray(0, count);
}

/** Counting sort; rows with the same number keep their order. */
function sortStably(rows: Uint32Array, numberOf: Uint16Array | Uint32Array, numbers: number): Uint32Array {
  const next = new Uint32Array(numbers + 1);
  for (let at = 0; at < rows.length; at++) next[numberOf[rows[at]!]! + 1]!++;
  for (let n = 1; n <= numbers; n++) next[n]! += next[n - 1]!;
  const sorted = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    sorted[next[numberOf[row]!]!++] = row;
  }
  return sorted;
}
