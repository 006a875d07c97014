// Rows in, shared out over partitions; the columns of one partition at a time out. What does not fit into memory waits
// in a file: one of its own, or one that several share. Rows of a partition keep their order. Knows nothing of what
// they mean.

import { type ColumnMakers, columnsOf, namesOf, type TypedColumn } from './growing-columns.ts';
import { type SpooledBytes, SpoolFile } from './spool-file.ts';

/** Rows of one partition that are still in memory. */
interface Chunk<Columns> {
  readonly columns: Columns;
  length: number;
}

/** Where the columns of a full chunk lie in the file, one after the other. */
interface Extent {
  readonly offset: number;
  readonly rows: number;
}

/** Columns of any length, in partitions. */
export class ColumnSpool<Columns extends { [Name in keyof Columns]: TypedColumn }> {
  readonly #make: ColumnMakers<Columns>;
  readonly #rowsPerChunk: number;
  readonly #chunks: Chunk<Columns>[];
  readonly #extents: Extent[][];
  readonly #own = new SpoolFile();
  readonly #file: SpooledBytes;

  /** Whoever made a file that is `shared` closes it. */
  constructor(
    make: ColumnMakers<Columns>,
    partitions: number,
    rowsPerChunk: number,
    shared: SpooledBytes | null = null,
  ) {
    this.#file = shared ?? this.#own;
    this.#make = make;
    this.#rowsPerChunk = rowsPerChunk;
    this.#chunks = Array.from({ length: partitions }, () => ({
      columns: columnsOf(make, rowsPerChunk),
      length: 0,
    }));
    this.#extents = Array.from({ length: partitions }, () => []);
  }

  get partitions(): number {
    return this.#chunks.length;
  }

  /** How many rows a partition holds. */
  rowsIn(partition: number): number {
    const full = this.#extents[partition]!.reduce((sum, { rows }) => sum + rows, 0);
    return full + this.#chunks[partition]!.length;
  }

  /**
   * Makes room for one more row of a partition; `write` puts it into the columns.
   * @throws StormError `spool-unwritable` when the disk is full.
   */
  append(partition: number, write: (columns: Columns, row: number) => void): void {
    const chunk = this.#chunkWithRoom(partition);
    write(chunk.columns, chunk.length++);
  }

  /** The same for so many rows of a partition: the columns of others like these, from their beginning. */
  appendAll(partition: number, rows: Columns, count: number): void {
    for (let from = 0, taken = 0; from < count; from += taken) {
      const chunk = this.#chunkWithRoom(partition);
      taken = Math.min(count - from, this.#rowsPerChunk - chunk.length);
      for (const name of namesOf(this.#make))
        chunk.columns[name].set(rows[name].subarray(from, from + taken), chunk.length);
      chunk.length += taken;
    }
  }

  /** All rows of some partitions, one partition after the other. */
  read(partitions: readonly number[]): Columns & { readonly length: number } {
    const length = partitions.reduce((sum, partition) => sum + this.rowsIn(partition), 0);
    const columns = columnsOf(this.#make, length);
    let row = 0;
    for (const partition of partitions) {
      for (const extent of this.#extents[partition]!) {
        this.#file.read(extent.offset, piecesOf(columns, row, extent.rows));
        row += extent.rows;
      }
      const chunk = this.#chunks[partition]!;
      for (const name of namesOf(columns))
        columns[name].set(chunk.columns[name].subarray(0, chunk.length), row);
      row += chunk.length;
    }
    return { ...columns, length };
  }

  /** Gives its own file back. */
  close(): void {
    this.#own.close();
  }

  #chunkWithRoom(partition: number): Chunk<Columns> {
    const chunk = this.#chunks[partition]!;
    if (chunk.length === this.#rowsPerChunk) this.#flush(partition, chunk);
    return chunk;
  }

  #flush(partition: number, chunk: Chunk<Columns>): void {
    const offset = this.#file.append(piecesOf(chunk.columns, 0, chunk.length));
    this.#extents[partition]!.push({ offset, rows: chunk.length });
    chunk.length = 0;
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
