// Named typed columns that grow together, by doubling. What a ledger is made of: append-only, no objects, so that
// millions of rows cost bytes and no work for the garbage collector.

/** What a column may be. */
export type TypedColumn = Float64Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Uint8Array;

/** For each column, how to make it at a capacity. */
export type ColumnMakers<Columns> = { readonly [Name in keyof Columns]: (capacity: number) => Columns[Name] };

const FEWEST_ROWS = 16;

/** Columns of equal length; `claimRow` makes room for one more row and returns its index. */
export class GrowingColumns<Columns extends { [Name in keyof Columns]: TypedColumn }> {
  readonly #make: ColumnMakers<Columns>;
  #capacity: number;
  #columns: Columns;
  #length = 0;

  constructor(make: ColumnMakers<Columns>, expectedRows = 1024) {
    this.#make = make;
    this.#capacity = Math.max(FEWEST_ROWS, expectedRows);
    this.#columns = this.#allocate();
  }

  get length(): number {
    return this.#length;
  }

  /** The columns as they stand; replaced when they grow, so fetch them again after `claimRow`. */
  get columns(): Columns {
    return this.#columns;
  }

  claimRow(): number {
    if (this.#length === this.#capacity) this.#grow();
    return this.#length++;
  }

  /** The columns cut to the rows in use, without copying. */
  trimmed(): Columns {
    return cutTo(this.#columns, this.#length);
  }

  /** Hands over the rows so far, cut to those in use without copying, and starts anew with room for as many. */
  take(): Columns {
    const taken = this.trimmed();
    this.#capacity = Math.max(FEWEST_ROWS, this.#length);
    this.#columns = this.#allocate();
    this.#length = 0;
    return taken;
  }

  #grow(): void {
    const narrow = this.#columns;
    this.#capacity *= 2;
    this.#columns = this.#allocate();
    for (const name of namesOf(this.#make)) this.#columns[name].set(narrow[name]);
  }

  #allocate(): Columns {
    return columnsOf(this.#make, this.#capacity);
  }
}

/** Columns of this length, as each is made. */
export function columnsOf<Columns>(make: ColumnMakers<Columns>, length: number): Columns {
  const columns = {} as Columns;
  for (const name of namesOf(make)) columns[name] = make[name](length);
  return columns;
}

/** The first rows of columns, without copying. */
export function cutTo<Columns extends { [Name in keyof Columns]: TypedColumn }>(
  columns: Columns,
  length: number,
): Columns {
  const cut = {} as Columns;
  for (const name of namesOf(columns)) cut[name] = columns[name].subarray(0, length) as Columns[typeof name];
  return cut;
}

/** The names of columns, or of their makers, in order. */
export function namesOf<Columns>(columns: { readonly [Name in keyof Columns]: unknown }): (keyof Columns)[] {
  return Object.keys(columns) as (keyof Columns)[];
}

/** Makes a column of 64-bit floating point numbers: times and counters, NaN where not known. */
export const float64 = (capacity: number): Float64Array => new Float64Array(capacity);

/** Makes a column of unsigned 32-bit numbers: indices, checksums, copies. */
export const uint32 = (capacity: number): Uint32Array => new Uint32Array(capacity);

/** Makes a column of signed 32-bit numbers: indices of long lists, -1 for none. */
export const int32 = (capacity: number): Int32Array => new Int32Array(capacity);

/** Makes a column of signed 16-bit numbers: indices of short lists, -1 for none. */
export const int16 = (capacity: number): Int16Array => new Int16Array(capacity);

/** Makes a column of unsigned 16-bit numbers: Alert Codes and indices of short lists. */
export const uint16 = (capacity: number): Uint16Array => new Uint16Array(capacity);

/** Makes a column of unsigned 8-bit numbers: outcomes. */
export const uint8 = (capacity: number): Uint8Array => new Uint8Array(capacity);
