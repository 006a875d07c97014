// Rows in, shared out over partitions; the columns of one partition at a time out. What does not fit into memory waits
// in a temporary file that vanishes with the process. Rows of a partition keep their order. Knows nothing of what they
// mean.

import { closeSync, mkdtempSync, openSync, readvSync, rmSync, writevSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StormError } from '../domain/failure.ts';
import { type ColumnMakers, columnsOf, namesOf, type TypedColumn } from './growing-columns.ts';

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
  #file: SpoolFile | null = null;

  constructor(make: ColumnMakers<Columns>, partitions: number, rowsPerChunk: number) {
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
   * Where the next row of a partition goes: into the columns, at `length`, which whoever writes it counts up.
   * @throws StormError `spool-unwritable` when the disk is full.
   */
  chunkFor(partition: number): Chunk<Columns> {
    const chunk = this.#chunks[partition]!;
    if (chunk.length === this.#rowsPerChunk) this.#flush(partition, chunk);
    return chunk;
  }

  /** All rows of some partitions, one partition after the other. */
  read(partitions: readonly number[]): Columns & { readonly length: number } {
    const length = partitions.reduce((sum, partition) => sum + this.rowsIn(partition), 0);
    const columns = columnsOf(this.#make, length);
    let row = 0;
    for (const partition of partitions) {
      for (const extent of this.#extents[partition]!) {
        this.#file!.read(extent.offset, piecesOf(columns, row, extent.rows));
        row += extent.rows;
      }
      const chunk = this.#chunks[partition]!;
      for (const name of namesOf(columns))
        columns[name].set(chunk.columns[name].subarray(0, chunk.length), row);
      row += chunk.length;
    }
    return { ...columns, length };
  }

  /** Gives the file back. */
  close(): void {
    this.#file?.close();
    this.#file = null;
  }

  #flush(partition: number, chunk: Chunk<Columns>): void {
    this.#file ??= new SpoolFile();
    const offset = this.#file.append(piecesOf(chunk.columns, 0, chunk.length));
    this.#extents[partition]!.push({ offset, rows: chunk.length });
    chunk.length = 0;
  }
}

/** A file that nobody else sees. */
class SpoolFile {
  readonly #directory: string;
  readonly #descriptor: number;
  readonly #remove = (): void => rmSync(this.#directory, { recursive: true, force: true });
  #end = 0;

  constructor() {
    try {
      this.#directory = mkdtempSync(join(tmpdir(), 'stormproof-'));
      this.#descriptor = openSync(join(this.#directory, 'spool'), 'wx+', 0o600);
    } catch (thrown) {
      throw new StormError('spool-unwritable', { path: tmpdir() }, thrown);
    }
    process.once('exit', this.#remove);
    this.#unlink();
  }

  /** Returns where the pieces begin. */
  append(pieces: readonly Uint8Array[]): number {
    const offset = this.#end;
    try {
      for (let left = pieces; left.length > 0; ) {
        const bytes = writevSync(this.#descriptor, left, this.#end);
        this.#end += bytes;
        left = without(left, bytes);
      }
    } catch (thrown) {
      throw new StormError('spool-unwritable', { path: tmpdir() }, thrown);
    }
    return offset;
  }

  read(offset: number, pieces: readonly Uint8Array[]): void {
    let from = offset;
    for (let left = pieces; left.length > 0; ) {
      const bytes = readvSync(this.#descriptor, left, from);
      if (bytes === 0)
        throw new StormError('bug', { cause: 'a spool is shorter than what was written to it' });
      from += bytes;
      left = without(left, bytes);
    }
  }

  /** An open file needs no name: then nothing is left whatever ends the process. Not every system allows it. */
  #unlink(): void {
    try {
      this.#remove();
    } catch {
      // The name goes when the file is closed.
    }
  }

  close(): void {
    closeSync(this.#descriptor);
    this.#remove();
    process.removeListener('exit', this.#remove);
  }
}

/** What is left of some pieces when so many bytes of them are dealt with. */
function without(pieces: readonly Uint8Array[], bytes: number): readonly Uint8Array[] {
  const left: Uint8Array[] = [];
  let dealtWith = bytes;
  for (const piece of pieces) {
    if (dealtWith < piece.length) left.push(piece.subarray(dealtWith));
    dealtWith = Math.max(0, dealtWith - piece.length);
  }
  return left;
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
