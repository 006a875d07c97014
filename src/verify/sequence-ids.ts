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
export function idRows(sequence: MetadataRule['sequence'], { episodeRow, count }: Reports): Uint32Array {
  const rows = new Uint32Array(count.length);
  let found = 0;
  for (let row = 0; row < count.length; row++) {
    const takes = sequence === 'episode' ? episodeRow[row] === row : !Number.isNaN(count[row]!);
    if (takes) rows[found++] = row;
  }
  return rows.slice(0, found);
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

/** Sequence ids per row, NaN where a row carries none. */
export function sequenceIds(
  sequence: MetadataRule['sequence'],
  { episodeRow, count }: Reports,
  idAt: IdSource,
): Float64Array {
  const ids = new Float64Array(count.length).fill(Number.NaN);
  const idOpenedAt = new Uint32Array(sequence === 'episode' ? count.length : 0);
  for (let row = 0; row < count.length; row++) {
    if (sequence === 'episode' && episodeRow[row] === row) idOpenedAt[row] = idAt(row);
    if (Number.isNaN(count[row]!)) continue;
    ids[row] = sequence === 'episode' ? idOpenedAt[episodeRow[row]!]! : idAt(row);
  }
  return ids;
}
