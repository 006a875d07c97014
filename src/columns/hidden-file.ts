// A temporary file that nobody else sees and that vanishes with the process. Made when its descriptor is first asked
// for, so that whoever has nothing to write never touches the disk; bytes come out by their place. Never writes.

import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StormError } from '../domain/failure.ts';

/** One such file. */
export class HiddenFile {
  #descriptor: number | null = null;
  #directory: string | null = null;
  readonly #remove = (): void => {
    if (this.#directory === null) return;
    rmSync(this.#directory, { recursive: true, force: true });
    this.#directory = null;
  };

  /**
   * Of the open file, for whoever writes it.
   * @throws what the system does when no file can be made.
   */
  get descriptor(): number {
    this.#descriptor ??= this.#make();
    return this.#descriptor;
  }

  /**
   * Fills the pieces with the bytes that lie from there on, one piece after the other.
   * @throws StormError `bug` when the file ends before.
   */
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

  /** Gives the file back. */
  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
    this.#remove();
    process.removeListener('exit', this.#remove);
  }

  #make(): number {
    this.#directory = mkdtempSync(join(tmpdir(), 'stormproof-'));
    process.once('exit', this.#remove);
    const descriptor = openSync(join(this.#directory, 'spool'), 'wx+', 0o600);
    this.#unlink();
    return descriptor;
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
