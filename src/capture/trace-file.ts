// The file of a capture: written under a temporary name beside its final one and renamed when it is whole, even when
// the process is ended in between. Never overwrites, never ends in the middle of a line.

import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { messageOf, StormError } from '../domain/failure.ts';
import { CAPTURE_BUFFER } from '../domain/limits.ts';

/** A trace being written. Written at once and not in passing, so that nothing piles up behind a slow disk. */
export class TraceFile {
  readonly #out: string;
  readonly #directory: string;
  readonly #file: number;
  readonly #keepAtExit = (): void => {
    try {
      if (this.#lines + this.#waitingLines === 0) this.discard();
      else this.keep();
    } catch {
      // The process is ending: there is nobody left to tell, and what could be written is there.
    }
  };
  #waiting = '';
  #waitingLines = 0;
  /** Bytes that are written, all of them whole lines. */
  #length = 0;
  #lines = 0;
  #open = true;

  private constructor(out: string, directory: string) {
    this.#out = out;
    this.#directory = directory;
    this.#file = openSync(join(directory, 'trace'), 'wx');
    process.once('exit', this.#keepAtExit);
  }

  /**
   * Makes room for a trace; one whose name ends in `.gz` is gzipped.
   * @throws StormError `output-exists`, `directory-unwritable`.
   */
  static reserve(out: string): TraceFile {
    const whole = resolve(out);
    if (existsSync(whole)) throw new StormError('output-exists', { path: out });
    const parent = dirname(whole);
    try {
      mkdirSync(parent, { recursive: true });
      return new TraceFile(whole, mkdtempSync(join(parent, `.${basename(whole)}.partial-`)));
    } catch (thrown) {
      throw new StormError('directory-unwritable', { path: parent, cause: messageOf(thrown) }, thrown);
    }
  }

  /** Lines that are written. */
  get lines(): number {
    return this.#lines;
  }

  /** Adds a line, with its end. Throws what the file system says; what was written before stays. */
  append(line: string): void {
    this.#waiting += line;
    this.#waitingLines++;
    if (this.#waiting.length >= CAPTURE_BUFFER) this.flush();
  }

  /** Writes what waits. */
  flush(): void {
    if (this.#waiting === '' || !this.#open) return;
    const bytes = this.#out.endsWith('.gz') ? gzipSync(this.#waiting) : Buffer.from(this.#waiting);
    const lines = this.#waitingLines;
    this.#waiting = '';
    this.#waitingLines = 0;
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    } catch (thrown) {
      ftruncateSync(this.#file, this.#length);
      throw thrown;
    }
    this.#length += bytes.length;
    this.#lines += lines;
  }

  /**
   * Gives the file its name. Throws what the file system says where the rest cannot be written: what was before it is
   * kept all the same.
   * @throws StormError `output-exists` when somebody else has taken the name since.
   */
  keep(): void {
    if (!this.#open) return;
    try {
      this.flush();
    } finally {
      this.#close();
      this.#rename();
    }
  }

  /** Removes whatever was written. */
  discard(): void {
    if (!this.#open) return;
    this.#close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #rename(): void {
    const kept = join(this.#directory, 'trace');
    if (existsSync(this.#out)) {
      throw new StormError('output-exists', { path: `${this.#out} (the capture is in ${kept})` });
    }
    renameSync(kept, this.#out);
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #close(): void {
    this.#open = false;
    closeSync(this.#file);
    process.removeListener('exit', this.#keepAtExit);
  }
}
