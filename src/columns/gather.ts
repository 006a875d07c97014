// A column and the numbers of some of its rows in, the values at those rows out, in the order of the numbers: what
// every sort of rows ends with. Makes no closure and no object; never changes the column it reads.

import type { TypedColumn } from './growing-columns.ts';

/** Puts the values that a column has at these rows into another, one after the other; returns that. */
export function gather<Column extends TypedColumn>(
  column: ArrayLike<number>,
  rows: Uint32Array | Uint16Array,
  into: Column,
): Column {
  for (let at = 0; at < rows.length; at++) into[at] = column[rows[at]!]!;
  return into;
}

/** Puts the values that a column has at these rows into another from a place on, NaN for each row below 0. */
export function gatherKnown(
  column: ArrayLike<number>,
  rows: Int32Array,
  into: Float64Array,
  from: number,
): void {
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    into[from + at] = row < 0 ? Number.NaN : column[row]!;
  }
}
