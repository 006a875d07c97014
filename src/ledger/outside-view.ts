// What somebody who cannot see into the throttle would have on record of the same run: what was sent and when,
// what was acknowledged, what the Users were given. Takes away, and adds nothing.

import type { History, HistoryEntry } from './history.ts';
import { entryAt, HistoryBuilder } from './history-builder.ts';

/**
 * The History of a run, seen from outside: one row per planned Alert in the order of sending, then those never sent,
 * then deliveries that nobody planned.
 * @param slackUs see {@link BlackBox}
 */
export function seenFromOutside(history: History, slackUs: number): History {
  const header = { ...history.header, receivedByQos: [0, 0, 0] as const, blackBox: { slackUs } };
  const builder = new HistoryBuilder(header, history.length);
  const copies = copiesOfPlan(history);
  for (const row of rowsFromOutside(history)) {
    const entry = entryAt(history, row);
    builder.add({ ...outside(entry), copies: entry.id === null ? entry.copies : copies[entry.id]! });
  }
  return builder.build();
}

/** An Alert that arrived twice was sent once: its deliveries count together. */
function copiesOfPlan(history: History): Uint32Array {
  const copies = new Uint32Array(history.header.planned);
  for (let row = 0; row < history.length; row++) {
    if (history.id[row]! >= 0) copies[history.id[row]!]! += history.copies[row]!;
  }
  return copies;
}

/** Of each planned Alert the row that was delivered, else its first; of others, those that were delivered. */
function rowsFromOutside(history: History): Uint32Array {
  const chosen = new Int32Array(history.header.planned).fill(-1);
  const unplanned: number[] = [];
  for (let row = 0; row < history.length; row++) {
    const id = history.id[row]!;
    if (id < 0) {
      if (history.copies[row]! > 0) unplanned.push(row);
    } else if (chosen[id]! < 0 || (history.copies[row]! > 0 && history.copies[chosen[id]!] === 0)) {
      chosen[id] = row;
    }
  }
  const sentUs = (row: number): number =>
    Number.isNaN(history.sentUs[row]!) ? Number.MAX_VALUE : history.sentUs[row]!;
  const planned = Uint32Array.from(chosen.filter((row) => row >= 0));
  planned.sort((one, other) => sentUs(one) - sentUs(other) || history.id[one]! - history.id[other]!);
  const rows = new Uint32Array(planned.length + unplanned.length);
  rows.set(planned);
  rows.set(unplanned, planned.length);
  return rows;
}

function outside({ fault: _, ...entry }: HistoryEntry): HistoryEntry {
  const hidden = { ...entry, received: null, outcome: null, reason: null };
  return entry.copies > 0 ? hidden : { ...hidden, seq: null, count: null };
}
