// Bytes in, one behind the other; the same bytes out again. They lie in a temporary file that nobody else sees and that
// vanishes with the process. Made when the first bytes come, so that whoever has few never touches the disk.

import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StormError } from '../domain/failure.ts';

/** What rows that do not fit into memory are given to. */
export interface SpooledBytes {
  /**
   * Returns where the pieces begin. Whoever owns them may change them then.
   * @throws StormError `spool-unwritable`, unless whoever made this is told of it otherwise.
   */
  append(pieces: readonly Uint8Array[]): number;
  /** Fills the pieces with what lies from there on. */
  read(offset: number, pieces: readonly Uint8Array[]): void;
}

/** A file that has what is appended to it when `append` returns. */
export class SpoolFile implements SpooledBytes {
  #hidden: HiddenFile | null = null;
  #end = 0;

  append(pieces: readonly Uint8Array[]): number {
    const offset = this.#end;
    try {
      for (const piece of pieces) {
        for (let written = 0; written < piece.length; ) {
          written += writeSync(this.descriptor, piece, written, piece.length - written, this.#end + written);
        }
        this.#end += piece.length;
      }
    } catch (thrown) {
      throw unwritable(thrown);
    }
    return offset;
  }

  read(offset: number, pieces: readonly Uint8Array[]): void {
    let from = offset;
    for (const piece of pieces) {
      for (let read = 0; read < piece.length; ) {
        const bytes = readSync(this.descriptor, piece, read, piece.length - read, from + read);
        if (bytes === 0)
          throw new StormError('bug', { cause: 'a spool is shorter than what was written to it' });
        read += bytes;
      }
      from += piece.length;
    }
  }

  /**
   * Of the open file, for whoever writes it in its own way.
   * @throws what the system does when no file can be made.
   */
  get descriptor(): number {
    this.#hidden ??= new HiddenFile();
    return this.#hidden.descriptor;
  }

  /** Gives the file back. */
  close(): void {
    this.#hidden?.close();
    this.#hidden = null;
  }
}

/** The failure that stands for whatever kept a spool from being written. */
export function unwritable(thrown: unknown): StormError {
  return thrown instanceof StormError
    ? thrown
    : new StormError('spool-unwritable', { path: tmpdir() }, thrown);
}

class HiddenFile {
  readonly descriptor: number;
  readonly #directory: string;
  readonly #remove = (): void => rmSync(this.#directory, { recursive: true, force: true });

  constructor() {
    this.#directory = mkdtempSync(join(tmpdir(), 'stormproof-'));
    process.once('exit', this.#remove);
    this.descriptor = openSync(join(this.#directory, 'spool'), 'wx+', 0o600);
    this.#unlink();
  }

  close(): void {
    closeSync(this.descriptor);
    this.#remove();
    process.removeListener('exit', this.#remove);
  }

  /** An open file needs no name: then nothing is left whatever ends the process. Not every system allows it. */
  #unlink(): void {
    try {
      this.#remove();
    } catch {
      // The name goes when the file is closed.
    }
  }
}
