// A file that is written in the background: what was appended is there in order once it says so, and what kept it from
// being written is told, once and in the words of the failure table.

import { constants, existsSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { HiddenFile } from '../../src/columns/hidden-file.ts';
import { SpoolFile } from '../../src/columns/spool-file.ts';
import { StormError } from '../../src/domain/failure.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const pathFor = temporaryDirectory();

/** A new, empty directory in which spools go, for as long as the work takes. */
async function withSpoolsIn(directory: string, work: () => Promise<void>): Promise<void> {
  vi.stubEnv('TMPDIR', directory);
  try {
    await work();
  } finally {
    vi.unstubAllEnvs();
  }
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> => promise.catch((thrown: unknown) => thrown);

/** A spool's file that is this descriptor. */
const fileAt = (descriptor: number) => ({ descriptor, read: () => {}, close: () => {} });

describe('a file that is written in the background', () => {
  it('takes a copy, keeps the order, and has everything once it says so', async () => {
    const file = new SpoolFile();
    const piece = new Uint8Array(3);
    const places: number[] = [];
    for (let n = 0; n < 500; n++) {
      piece.fill(n);
      places.push(file.append(n % 2 === 0 ? [piece] : [piece.subarray(0, 1), piece.subarray(1)]));
    }
    expect(places).toEqual(places.map((_, n) => 3 * n));
    await file.written();
    const all = new Uint8Array(1_500);
    file.read(0, [all.subarray(0, 700), all.subarray(700)]);
    expect([...all]).toEqual(Array.from({ length: 1_500 }, (_, at) => Math.floor(at / 3) % 256));
    await file.close();
  });

  it('refuses to be read before it is written', async () => {
    const file = new SpoolFile();
    file.append([new Uint8Array(1)]);
    expect(() => file.read(0, [new Uint8Array(1)])).toThrow('read before it was written');
    await file.close();
  });

  it('is made when it is first written to, seen by nobody, and gone when it is closed, written or not', async () => {
    const directory = pathFor('spools');
    mkdirSync(directory);
    await withSpoolsIn(directory, async () => {
      await new SpoolFile().close();
      const file = new SpoolFile();
      file.append([new Uint8Array(10)]);
      await file.written();
      expect(readdirSync(directory)).toEqual([]);
      for (let n = 0; n < 50; n++) file.append([new Uint8Array(100_000)]);
      await file.close();
      expect(readdirSync(directory)).toEqual([]);
    });
  });

  it('says where no file can be made, at once to whoever listens and later to whoever waits', async () => {
    await withSpoolsIn(pathFor('not-there'), async () => {
      const file = new SpoolFile();
      file.append([new Uint8Array(1)]);
      const told = await failureOf(file.failure);
      expect(told).toBeInstanceOf(StormError);
      expect(told).toMatchObject({ kind: 'spool-unwritable', exitCode: 4 });
      expect(String(told)).toMatch(/could not be kept below .*not-there \(ENOENT/);
      file.append([new Uint8Array(1)]);
      await expect(file.written()).rejects.toBe(told);
      await file.close();
    });
  });

  it.runIf(existsSync('/dev/full'))('says that the disk is full', async () => {
    const file = new SpoolFile(1_000, fileAt(openSync('/dev/full', constants.O_WRONLY)));
    file.append([new Uint8Array(10)]);
    await expect(file.written()).rejects.toThrow('ENOSPC');
    await file.close();
  });

  it('says that the disk is too slow when too much waits for it, and holds no more', async () => {
    const file = new SpoolFile(1_000);
    for (let n = 0; n < 10; n++) file.append([new Uint8Array(100)]);
    const last = file.append([new Uint8Array(1)]);
    expect(last).toBe(1_000);
    await expect(file.failure).rejects.toThrow('the disk is too slow: 1 MiB wait to be written');
    expect(file.append([new Uint8Array(1)])).toBe(file.append([new Uint8Array(1)]));
    await expect(file.written()).rejects.toThrow('too slow');
    await file.close();
  });

  it('goes on as long as the disk keeps up, however much that is', async () => {
    const file = new SpoolFile(1_000);
    for (let n = 0; n < 10; n++) {
      file.append([new Uint8Array(900)]);
      await file.written();
    }
    const last = new Uint8Array(1);
    file.read(8_999, [last]);
    await file.close();
  });
});

describe('a hidden file', () => {
  it('is no longer than what was written to it', async () => {
    const hidden = new HiddenFile();
    const file = new SpoolFile(1_000, hidden);
    file.append([new Uint8Array(3)]);
    await file.written();
    expect(() => hidden.read(1, [new Uint8Array(1), new Uint8Array(2)])).toThrow(
      'shorter than what was written',
    );
    await file.close();
  });

  it('is watched over until it is closed, lest the end of the process leave its name behind', () => {
    const watchers = process.listenerCount('exit');
    const hidden = new HiddenFile();
    expect(process.listenerCount('exit')).toBe(watchers);
    const { descriptor } = hidden;
    expect(hidden.descriptor).toBe(descriptor);
    expect(process.listenerCount('exit')).toBe(watchers + 1);
    hidden.close();
    expect(process.listenerCount('exit')).toBe(watchers);
  });
});
