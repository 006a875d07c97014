// A run as the verifier takes it: its history whole, or in parts that are read one after the other, so that a run need
// not fit into memory. A part holds all rows of some Devices, and no Device is in two of them.

import type { History, HistoryHeader } from '../ledger/history.ts';

/** Some Devices' rows of a history, in the order they have in it. */
export interface HistoryPart {
  /** Its header is that of the whole run. */
  readonly history: History;
  /** The place of a row in the whole history. Rises from row to row. */
  numberOf(row: number): number;
}

/** A history that can be gone through part by part, as often as need be. */
export interface RunInParts {
  readonly header: HistoryHeader;
  readonly parts: number;
  read(): Iterable<HistoryPart>;
}

/** A history that is there as a whole. */
export function inOnePart(history: History): RunInParts {
  const part = { history, numberOf: (row: number) => row };
  return { header: history.header, parts: 1, read: () => [part] };
}
