// Columns in, the same columns out in memory that several threads can look at: what is sent to another thread from
// there is not copied. For columns that nobody changes any more.

import type { TypedColumn } from './growing-columns.ts';

/** A copy in which every column that is a field lies in shared memory; two fields of one column stay that. */
export function inSharedMemory<Fields extends object>(fields: Fields): Fields {
  const copies = new Map<unknown, TypedColumn>();
  const copyOf = (value: unknown): unknown => {
    if (!ArrayBuffer.isView(value)) return value;
    const copy = copies.get(value) ?? sharedCopy(value as TypedColumn);
    copies.set(value, copy);
    return copy;
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, copyOf(value)])) as Fields;
}

function sharedCopy<Column extends TypedColumn>(column: Column): Column {
  const Kind = column.constructor as new (memory: SharedArrayBuffer) => Column;
  const copy = new Kind(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}
