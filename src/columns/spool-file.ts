// Bytes in, written to a hidden file in the background, in order, so that whoever has them to spare never waits for a
// disk; the same bytes out again once they are there. What waits to be written is bounded; a disk that cannot keep up,
// or takes no more, is a failure that is told once.

import { write } from 'node:fs';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { deferred } from '../domain/deferred.ts';
import { StormError } from '../domain/failure.ts';
import { MAX_SPOOL_BACKLOG_BYTES } from '../domain/limits.ts';
import { HiddenFile } from './hidden-file.ts';

const writeAsync = promisify(write);
const BYTES_PER_MIB = 1_048_576;

/** A file that has what is appended to it once `written` has settled. */
export class SpoolFile {
  readonly #file: Pick<HiddenFile, keyof HiddenFile>;
  readonly #mostWaiting: number;
  readonly #failure = deferred<never>();
  #ended = false;
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;
  #end = 0;

  /** `mostWaiting` bytes may wait to be written; `file` is what they are written to. */
  constructor(
    mostWaiting = MAX_SPOOL_BACKLOG_BYTES,
    file: Pick<HiddenFile, keyof HiddenFile> = new HiddenFile(),
  ) {
    this.#mostWaiting = mostWaiting;
    this.#file = file;
  }

  /** Rejects with `spool-unwritable` as soon as something cannot be written, and never settles otherwise. */
  get failure(): Promise<never> {
    return this.#failure.promise;
  }

  /**
   * Takes a copy of the pieces and returns where it begins. After a failure they are let go of: the file is of no use
   * any longer.
   */
  append(pieces: readonly Uint8Array[]): number {
    const offset = this.#end;
    if (this.#ended) return offset;
    const bytes = Buffer.concat(pieces);
    this.#end += bytes.length;
    this.#waiting += bytes.length;
    if (this.#waiting > this.#mostWaiting) {
      const cause = `the disk is too slow: ${Math.ceil(this.#waiting / BYTES_PER_MIB)} MiB wait to be written`;
      this.#fail(new Error(cause));
    } else {
      this.#last = this.#last.then(() => this.#write(bytes, offset));
    }
    return offset;
  }

  /**
   * Settles when all that was appended is in the file.
   * @throws StormError `spool-unwritable`.
   */
  written(): Promise<void> {
    return Promise.race([this.failure, this.#last]);
  }

  /**
   * Fills the pieces with what lies from there on.
   * @throws StormError `bug` while anything waits to be written.
   */
  read(offset: number, pieces: readonly Uint8Array[]): void {
    if (this.#waiting > 0) throw new StormError('bug', { cause: 'a spool was read before it was written' });
    this.#file.read(offset, pieces);
  }

  /** Gives the file back, once nothing is being written to it. */
  async close(): Promise<void> {
    this.#ended = true;
    await this.#last;
    this.#file.close();
  }

  async #write(bytes: Buffer, offset: number): Promise<void> {
    try {
      for (let done = 0; done < bytes.length && !this.#ended; ) {
        const left = bytes.length - done;
        const { bytesWritten } = await writeAsync(this.#file.descriptor, bytes, done, left, offset + done);
        done += bytesWritten;
      }
    } catch (thrown) {
      this.#fail(thrown);
    }
    this.#waiting -= bytes.length;
  }

  #fail(thrown: unknown): void {
    this.#ended = true;
    this.#failure.reject(new StormError('spool-unwritable', { path: tmpdir() }, thrown));
  }
}
