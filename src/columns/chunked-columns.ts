// Named typed columns that grow by chunks, so that what is allocated but not used stays small however many rows there
// are, and growing never copies them all. Rows are numbered by whoever owns them; nothing here knows which are in use.

import { type ColumnMakers, columnsOf, namesOf, type TypedColumn } from './growing-columns.ts';

/** Rows of a chunk, unless its owner says otherwise. */
const CHUNK_ROWS = 16_384;
/** Most owners have few rows: the first chunk begins with so many, and doubles until it is whole. */
const FIRST_ROWS = 32;

/** Columns of equal length, held in chunks: row n stands in `chunkOf(n)`, at `rowIn(n)`. */
export class ChunkedColumns<Columns extends { [Name in keyof Columns]: TypedColumn }> {
  readonly #make: ColumnMakers<Columns>;
  readonly #chunkRows: number;
  readonly #chunkBits: number;
  readonly #chunks: Columns[] = [];
  #rows = 0;

  /** @param chunkRows a power of two */
  constructor(make: ColumnMakers<Columns>, chunkRows = CHUNK_ROWS) {
    this.#make = make;
    this.#chunkRows = chunkRows;
    this.#chunkBits = Math.log2(chunkRows);
  }

  /** The columns that hold a row there is room for; the first are replaced when they grow. */
  chunkOf(row: number): Columns {
    return this.#chunks[row >>> this.#chunkBits]!;
  }

  /** Where a row stands in the columns that hold it. */
  rowIn(row: number): number {
    return row & (this.#chunkRows - 1);
  }

  /** Makes room for this row and all before it. */
  reserve(row: number): void {
    while (row >= this.#rows) this.#grow();
  }

  #grow(): void {
    if (this.#rows === 0) this.#add(Math.min(FIRST_ROWS, this.#chunkRows));
    else if (this.#rows < this.#chunkRows) this.#doubleFirst();
    else this.#add(this.#chunkRows);
  }

  #add(rows: number): void {
    this.#chunks.push(columnsOf(this.#make, rows));
    this.#rows += rows;
  }

  #doubleFirst(): void {
    const narrow = this.#chunks[0]!;
    this.#rows *= 2;
    const wide = columnsOf(this.#make, this.#rows);
    for (const name of namesOf(this.#make)) wide[name].set(narrow[name]);
    this.#chunks[0] = wide;
  }
}
