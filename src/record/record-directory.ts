// The directory of one record: written under a temporary name beside its final one, renamed when whole, removed when
// not, even when the process is ended in between. A record is never overwritten and never half there.

import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, rmdir, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { messageOf, StormError } from '../domain/failure.ts';
import { writeManifest } from './manifest.ts';

/** A record being written. */
export class RecordDirectory {
  /** Where the files go for now. */
  readonly path: string;
  readonly #finalPath: string;
  readonly #firstMade: string | undefined;
  readonly #removeAtExit = (): void => rmSync(this.path, { recursive: true, force: true });

  private constructor(path: string, finalPath: string, firstMade: string | undefined) {
    this.path = path;
    this.#finalPath = finalPath;
    this.#firstMade = firstMade;
    process.once('exit', this.#removeAtExit);
  }

  /**
   * Makes room for a record.
   * @throws StormError `record-exists`, `directory-unwritable`.
   */
  static async reserve(finalPath: string): Promise<RecordDirectory> {
    const whole = resolve(finalPath);
    if (existsSync(whole)) throw new StormError('record-exists', { path: finalPath });
    const parent = dirname(whole);
    try {
      const made = await mkdir(parent, { recursive: true });
      const path = await mkdtemp(join(parent, `.${basename(whole)}.partial-`));
      return new RecordDirectory(path, finalPath, made);
    } catch (thrown) {
      throw new StormError('directory-unwritable', { path: parent, cause: messageOf(thrown) }, thrown);
    }
  }

  /**
   * Waits for something that is being written into the record.
   * @throws StormError `record-unwritable`, with the name that the record would have had.
   */
  async writing<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (thrown) {
      throw new StormError('record-unwritable', { path: this.#finalPath }, thrown);
    }
  }

  /** Seals the record with its manifest and gives it its name; returns the name. */
  async keep(): Promise<string> {
    await writeManifest(this.path);
    if (existsSync(this.#finalPath)) throw new StormError('record-exists', { path: this.#finalPath });
    await rename(this.path, this.#finalPath);
    process.removeListener('exit', this.#removeAtExit);
    return this.#finalPath;
  }

  /** Removes whatever was written, and the directories above that were made for this record and are empty again. */
  async discard(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
    process.removeListener('exit', this.#removeAtExit);
    const top = this.#firstMade?.length ?? Number.POSITIVE_INFINITY;
    for (let above = dirname(this.path); above.length >= top; above = dirname(above)) {
      await rmdir(above).catch(() => {});
    }
  }
}

/** Where records go unless they are told a place: those of runs, and those of sweeps. */
export type RecordFolder = 'runs' | 'sweeps';

/** The default place of a record: `runs/<UTC time>-<scenario>`, with a number behind it when that is taken. */
export function defaultRecordPath(scenario: string, now: Date, folder: RecordFolder = 'runs'): string {
  const time = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  const path = join(folder, `${time}-${scenario}`);
  for (let n = 2; ; n++) {
    const candidate = n === 2 ? path : `${path}-${n - 1}`;
    if (!existsSync(candidate)) return candidate;
  }
}

/** Makes `latest` beside this record name it, where the file system has symbolic links. */
export async function pointLatestAt(directory: string): Promise<void> {
  const link = join(dirname(directory), 'latest');
  await rm(link, { force: true });
  await symlink(basename(directory), link, 'dir').catch(() => {});
}
