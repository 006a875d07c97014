// Numbers the metadata of a whole replay after the event: every id comes from the one counter of the
// throttle, so it depends on what all keys did before, in arrival order. Both metadata fields are
// unsigned 32-bit numbers (SECMP0062 K10).

import type { MetadataRule } from '../throttle/profile.ts';

const UNSIGNED_INT_MAX = 4_294_967_295;

/** A count as the field can hold it: it stays at the largest value instead of wrapping. */
export function saturated(count: number): number {
  return Math.min(count, UNSIGNED_INT_MAX);
}

/** The id after this one; 1 follows the largest, so that 0 is never an id. */
export function idAfter(id: number): number {
  return id >= UNSIGNED_INT_MAX ? 1 : id + 1;
}

/**
 * Sequence ids per row, NaN where a row carries none.
 * @param episodeRow per row, the row that opened the episode it belongs to or reports on; -1 for none.
 * @param count per row, the count it carries; NaN for a row without metadata.
 * @param firstId where numbering starts: always 1, except in tests of the wrap.
 */
export function sequenceIds(
  sequence: MetadataRule['sequence'],
  episodeRow: Int32Array,
  count: Float64Array,
  firstId = 1,
): Float64Array {
  const ids = new Float64Array(count.length).fill(Number.NaN);
  const idOpenedAt = new Uint32Array(sequence === 'episode' ? count.length : 0);
  let next = firstId;
  const take = (): number => {
    const id = next;
    next = idAfter(id);
    return id;
  };
  for (let row = 0; row < count.length; row++) {
    if (sequence === 'episode' && episodeRow[row] === row) idOpenedAt[row] = take();
    if (Number.isNaN(count[row]!)) continue;
    ids[row] = sequence === 'episode' ? idOpenedAt[episodeRow[row]!]! : take();
  }
  return ids;
}
