// Values out of a column in another order than they stand in: what every sort of rows ends with.

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
