// Rows in, as they come; their columns out again, whole and in the same order. What does not fit into memory waits in a
// file that several may share. Knows nothing of what the rows mean.

import { type ColumnMakers, columnsOf, cutTo, namesOf, type TypedColumn } from './growing-columns.ts';
import type { SpoolFile } from './spool-file.ts';

/** Columns of any length: the latest rows in memory, all others in a file, a chunk of them at a time. */
export class ColumnSpool<Columns extends { [Name in keyof Columns]: TypedColumn }> {
  readonly #make: ColumnMakers<Columns>;
  readonly #rowsPerChunk: number;
  readonly #file: SpoolFile;
  readonly #chunk: Columns;
  #inChunk = 0;
  /** Where the columns of each full chunk lie in the file, one after the other. */
  readonly #places: number[] = [];

  /** So many rows stay in memory. Whoever made the file closes it. */
  constructor(make: ColumnMakers<Columns>, rowsPerChunk: number, file: SpoolFile) {
    this.#make = make;
    this.#rowsPerChunk = rowsPerChunk;
    this.#file = file;
    this.#chunk = columnsOf(make, rowsPerChunk);
  }

  /** How many rows there are. */
  get length(): number {
    return this.#places.length * this.#rowsPerChunk + this.#inChunk;
  }

  /** Takes a copy of so many rows: the columns of others like these, from their beginning. */
  append(rows: Columns, count: number): void {
    for (let from = 0, taken = 0; from < count; from += taken) {
      if (this.#inChunk === this.#rowsPerChunk) this.#flush();
      taken = Math.min(count - from, this.#rowsPerChunk - this.#inChunk);
      for (const name of namesOf(this.#make))
        this.#chunk[name].set(rows[name].subarray(from, from + taken), this.#inChunk);
      this.#inChunk += taken;
    }
  }

  /**
   * All rows, once the file has them.
   * @throws StormError `bug` while it has not.
   */
  read(): Columns {
    const columns = columnsOf(this.#make, this.length);
    this.#places.forEach((place, chunk) => {
      this.#file.read(place, piecesOf(columns, chunk * this.#rowsPerChunk, this.#rowsPerChunk));
    });
    for (const name of namesOf(this.#make))
      columns[name].set(this.#chunk[name].subarray(0, this.#inChunk), this.length - this.#inChunk);
    return columns;
  }

  /**
   * All rows, once the file has them, some at a time and in order: each piece is there until the next is asked for.
   * @throws StormError `bug` while it has not.
   */
  *chunks(): Generator<Columns, void> {
    const columns = columnsOf(this.#make, this.#rowsPerChunk);
    for (const place of this.#places) {
      this.#file.read(place, piecesOf(columns, 0, this.#rowsPerChunk));
      yield columns;
    }
    yield cutTo(this.#chunk, this.#inChunk);
  }

  #flush(): void {
    this.#places.push(this.#file.append(piecesOf(this.#chunk, 0, this.#rowsPerChunk)));
    this.#inChunk = 0;
  }
}

/** The bytes of some rows, column by column. */
function piecesOf<Columns extends { [Name in keyof Columns]: TypedColumn }>(
  columns: Columns,
  from: number,
  rows: number,
): Uint8Array[] {
  return namesOf(columns).map((name) => {
    const { buffer, byteOffset, BYTES_PER_ELEMENT: size } = columns[name];
    return new Uint8Array(buffer, byteOffset + from * size, rows * size);
  });
}
