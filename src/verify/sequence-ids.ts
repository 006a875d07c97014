// Numbers the metadata of a whole replay after the event: every id comes from the one counter of the
// throttle, so it depends on what all keys did before, in arrival order. Both metadata fields are
// unsigned 32-bit numbers (SECMP0062 K10).

import type { MetadataRule } from '../throttle/profile.ts';
import type { Trace } from './trace.ts';

const UNSIGNED_INT_MAX = 4_294_967_295;

/** Per row: the row that opened the episode it belongs to or reports on, and the count it carries, NaN for none. */
export interface Reports {
  readonly episodeRow: Int32Array;
  readonly count: Float64Array;
}

/** Tells which id is handed out at a row. Asked row after row, for each at which one is. */
export type IdSource = (row: number) => number;

/** A count as the field can hold it: it stays at the largest value instead of wrapping. */
export function saturated(count: number): number {
  return Math.min(count, UNSIGNED_INT_MAX);
}

/** The id handed out after so many others, from 1; 1 follows the largest, so that 0 is never an id. */
export function idAfter(others: number): number {
  return (others % UNSIGNED_INT_MAX) + 1;
}

/** The rows at which an id is handed out, ascending: where an episode opens, or where a copy is forwarded. */
export function idRows(sequence: MetadataRule['sequence'], { episodeRow, count }: Reports): number[] {
  const takes = (row: number): boolean =>
    sequence === 'episode' ? episodeRow[row] === row : !Number.isNaN(count[row]!);
  const rows: number[] = [];
  for (let row = 0; row < count.length; row++) if (takes(row)) rows.push(row);
  return rows;
}

/**
 * The ids of a run of which this trace is a part: an id is as old as its taker among all those of its gate, for every
 * gate has a throttle of its own. `idTakers` are their numbers, gate by gate.
 */
export function idsOfRun(
  { numberOf }: Pick<Trace, 'numberOf'>,
  idTakers: readonly Float64Array[],
  gateOf: (row: number) => number,
): IdSource {
  const others = idTakers.map(() => 0);
  return (row) => {
    const gate = gateOf(row);
    const number = numberOf(row);
    while (idTakers[gate]![others[gate]!]! < number) others[gate]!++;
    return idAfter(others[gate]!);
  };
}

/** Writes the sequence id of each row, NaN where a row carries none. */
export function putSequenceIds(
  ids: Float64Array,
  sequence: MetadataRule['sequence'],
  { episodeRow, count }: Reports,
  idAt: IdSource,
): void {
  ids.fill(Number.NaN);
  if (sequence === 'copy') {
    for (let row = 0; row < count.length; row++) if (!Number.isNaN(count[row]!)) ids[row] = idAt(row);
    return;
  }
  // What opens an episode has its id on loan, as those after it read it there.
  const opened: number[] = [];
  for (let row = 0; row < count.length; row++) {
    if (episodeRow[row] === row) {
      ids[row] = idAt(row);
      if (Number.isNaN(count[row]!)) opened.push(row);
    } else if (!Number.isNaN(count[row]!)) {
      ids[row] = ids[episodeRow[row]!]!;
    }
  }
  for (const row of opened) ids[row] = Number.NaN;
}
