// The directory of a record: there as a whole under its name, or not there at all.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { StormError } from '../../src/domain/failure.ts';
import { MANIFEST } from '../../src/record/manifest.ts';
import { defaultRecordPath, RecordDirectory } from '../../src/record/record-directory.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const newPath = temporaryDirectory();

/** A new, empty directory. */
const emptyDirectory = (): string => {
  const path = newPath();
  mkdirSync(path);
  return path;
};

const refusalOf = async (work: Promise<unknown>): Promise<StormError> => {
  const thrown: unknown = await work.catch((reason: unknown) => reason);
  return thrown instanceof StormError ? thrown : expect.unreachable(`not refused: ${String(thrown)}`);
};

describe('a record directory', () => {
  it('is reserved under a temporary name beside its final one', async () => {
    const parent = emptyDirectory();
    const record = await RecordDirectory.reserve(join(parent, 'run'));
    expect(dirname(record.path)).toBe(parent);
    expect(basename(record.path)).toMatch(/^\.run\.partial-/);
    expect(readdirSync(parent)).toEqual([basename(record.path)]);
    await record.discard();
  });

  it('gets its name with its manifest when it is kept, and nothing else is left', async () => {
    const parent = emptyDirectory();
    const record = await RecordDirectory.reserve(join(parent, 'run'));
    writeFileSync(join(record.path, 'run.json'), '{}');
    expect(await record.keep()).toBe(join(parent, 'run'));
    expect(readdirSync(parent)).toEqual(['run']);
    expect(readdirSync(join(parent, 'run')).sort()).toEqual([MANIFEST, 'run.json']);
    expect(readFileSync(join(parent, 'run', MANIFEST), 'utf8')).toMatch(/^[0-9a-f]{64} {2}run\.json\n$/);
  });

  it('makes the directories above it', async () => {
    const parent = emptyDirectory();
    const record = await RecordDirectory.reserve(join(parent, 'a', 'b', 'run'));
    await record.keep();
    expect(existsSync(join(parent, 'a', 'b', 'run', MANIFEST))).toBe(true);
  });

  it.each([
    ['one level', ['run']],
    ['two levels', ['a', 'run']],
    ['four levels', ['a', 'b', 'c', 'run']],
  ])('leaves no trace when it is discarded, %s down', async (_, levels) => {
    const parent = emptyDirectory();
    const record = await RecordDirectory.reserve(join(parent, ...levels));
    writeFileSync(join(record.path, 'run.json'), '{}');
    await record.discard();
    expect(readdirSync(parent)).toEqual([]);
  });

  it('leaves what others put beside it when it is discarded', async () => {
    const parent = emptyDirectory();
    const record = await RecordDirectory.reserve(join(parent, 'a', 'run'));
    writeFileSync(join(parent, 'a', 'mine'), 'mine');
    await record.discard();
    expect(readdirSync(join(parent, 'a'))).toEqual(['mine']);
  });

  it('leaves a parent that was there before, even when it is empty', async () => {
    const parent = emptyDirectory();
    const record = await RecordDirectory.reserve(join(parent, 'run'));
    await record.discard();
    expect(existsSync(parent)).toBe(true);
  });

  it('lets two runs write side by side', async () => {
    const parent = emptyDirectory();
    const [one, other] = await Promise.all(
      ['one', 'other'].map((name) => RecordDirectory.reserve(join(parent, name))),
    );
    await Promise.all([one!.keep(), other!.keep()]);
    expect(readdirSync(parent).sort()).toEqual(['one', 'other']);
  });
});

describe('a record directory is refused', () => {
  it.each([
    ['a record', (path: string) => mkdirSync(join(path, 'run.json'), { recursive: true })],
    ['an empty directory', (path: string) => mkdirSync(path)],
    ['a file', (path: string) => writeFileSync(path, '')],
  ])('when %s has its name', async (_, make) => {
    const path = join(emptyDirectory(), 'run');
    make(path);
    expect(await refusalOf(RecordDirectory.reserve(path))).toMatchObject({
      kind: 'record-exists',
      exitCode: 2,
      message: `${path} already exists, and a record is never overwritten`,
    });
    expect(readdirSync(dirname(path))).toEqual(['run']);
  });

  it('when another run took its name in the meantime', async () => {
    const path = join(emptyDirectory(), 'run');
    const [first, second] = await Promise.all([RecordDirectory.reserve(path), RecordDirectory.reserve(path)]);
    writeFileSync(join(first.path, 'run.json'), 'first');
    await first.keep();
    expect((await refusalOf(second.keep())).kind).toBe('record-exists');
    await second.discard();
    expect(readdirSync(dirname(path))).toEqual(['run']);
    expect(readFileSync(join(path, 'run.json'), 'utf8')).toBe('first');
  });

  it.each([
    ['directly', ['run']],
    ['further down', ['a', 'run']],
  ])('when it would be below a file, %s', async (_, levels) => {
    const file = newPath('file');
    writeFileSync(file, 'mine');
    expect(await refusalOf(RecordDirectory.reserve(join(file, ...levels)))).toMatchObject({
      kind: 'directory-unwritable',
      exitCode: 4,
    });
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});

describe('the default place of a record', () => {
  const home = process.cwd();
  const now = new Date('2026-03-04T10:15:30.250Z');

  afterEach(() => process.chdir(home));

  it('is named by UTC time and scenario, without a character a file system may refuse', () => {
    process.chdir(emptyDirectory());
    expect(defaultRecordPath('mass-outage', now)).toBe(join('runs', '2026-03-04T10-15-30Z-mass-outage'));
  });

  it('has a number behind it when it is taken', () => {
    process.chdir(emptyDirectory());
    const names = Array.from({ length: 3 }, () => {
      const path = defaultRecordPath('storm', now);
      mkdirSync(path, { recursive: true });
      return basename(path);
    });
    expect(names).toEqual([
      '2026-03-04T10-15-30Z-storm',
      '2026-03-04T10-15-30Z-storm-2',
      '2026-03-04T10-15-30Z-storm-3',
    ]);
  });
});
