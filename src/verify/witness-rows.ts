// Turns the rows that convict into a witness: each once, in row order, the offending one last, no more than
// a person will read. Beyond that bound the oldest evidence goes first; the sentence still says how many.

import { MAX_WITNESS_ENTRIES } from '../domain/limits.ts';
import type { Witness } from '../domain/verdict.ts';
import type { History, HistoryEntry } from '../ledger/history.ts';
import { entryAt } from '../ledger/history-builder.ts';

/**
 * Builds a witness.
 * @param anchors rows that must be shown; a negative one stands for none.
 * @param others rows in row order, of which the latest are shown as far as there is room.
 */
export function witness(
  history: History,
  sentence: string,
  anchors: readonly number[],
  others: Uint32Array = new Uint32Array(0),
): Witness<HistoryEntry> {
  const shown = new Set(anchors.filter((row) => row >= 0));
  for (let i = others.length - 1; i >= 0 && shown.size < MAX_WITNESS_ENTRIES; i--) shown.add(others[i]!);
  const rows = [...shown].sort((one, other) => one - other);
  return { sentence, entries: rows.map((row) => entryAt(history, row)) };
}

/** The `size` arrivals of a key up to and with `row`: the contents of its counting window. */
export function arrivalsUpTo(arrivals: Uint32Array, row: number, size: number): Uint32Array {
  const end = arrivals.indexOf(row) + 1;
  return arrivals.subarray(Math.max(0, end - size), end);
}
