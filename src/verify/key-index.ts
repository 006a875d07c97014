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
}

/** Groups the received rows by key, in time proportional to the number of rows. */
export function indexByKey(history: History, { earliestUs } = receiptOf(history)): KeyIndex {
  const byCode = sortStably(receivedRows(earliestUs), history.code, ALERT_CODES);
  const rows = sortStably(byCode, history.device, history.deviceIds.length);
  const starts = new Uint32Array(rows.length + 1);
  let keys = 0;
  for (let at = 0; at < rows.length; at++) {
    if (at === 0 || !sameKey(history, rows[at]!, rows[at - 1]!)) starts[keys++] = at;
  }
  starts[keys] = rows.length;
  return { keys, rows, starts: starts.slice(0, keys + 1) };
}

/** Row numbers of one key's arrivals, in arrival order. */
export function arrivalsOf(index: KeyIndex, key: number): Uint32Array {
  return index.rows.subarray(index.starts[key]!, index.starts[key + 1]!);
}

/** Row numbers of all arrivals that share this received row's key; walks the keys, so meant for witnesses. */
export function arrivalsLike(history: History, index: KeyIndex, row: number): Uint32Array {
  for (let key = 0; key < index.keys; key++) {
    if (sameKey(history, index.rows[index.starts[key]!]!, row)) return arrivalsOf(index, key);
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
  for (const row of rows) next[numberOf[row]! + 1]!++;
  for (let n = 1; n <= numbers; n++) next[n]! += next[n - 1]!;
  const sorted = new Uint32Array(rows.length);
  for (const row of rows) sorted[next[numberOf[row]!]!++] = row;
  return sorted;
}
