// The seal of a record: anyone can check it with `sha256sum`, and whatever was changed since is refused.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StormError } from '../../src/domain/failure.ts';
import { checkManifest, MANIFEST, writeManifest } from '../../src/record/manifest.ts';
import { EVIDENCE_FILES } from '../../src/record/write-record.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { FILES, recordIn } from './record-in.ts';

const newPath = temporaryDirectory();
const REQUIRED = Object.values(EVIDENCE_FILES);
const hasSha256sum = spawnSync('sha256sum', ['--version']).status === 0;

const refusalOf = async (directory: string): Promise<StormError> => {
  const thrown: unknown = await checkManifest(directory, REQUIRED).catch((reason: unknown) => reason);
  return thrown instanceof StormError ? thrown : expect.unreachable(`not refused: ${String(thrown)}`);
};

/** Writes the record, then replaces one of its files by what `change` makes of its bytes. */
const recordWith = async (file: string, change: (bytes: Buffer) => Buffer | string): Promise<string> => {
  const directory = await recordIn(newPath());
  writeFileSync(join(directory, file), change(readFileSync(join(directory, file))));
  return directory;
};

/** Places in so many bytes: every eleventh, and all of the last line's end. */
const spread = (length: number): number[] =>
  Array.from({ length }, (_, at) => at).filter((at) => at % 11 === 0 || at > length - 16);

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 1;
  return copy;
};

describe('a manifest', () => {
  it('lists every other file with its SHA-256, in order of names', async () => {
    const directory = await recordIn(newPath());
    expect(readdirSync(directory).sort()).toEqual(FILES);
    const lines = FILES.filter((file) => file !== MANIFEST).map((file) => {
      const sum = createHash('sha256')
        .update(readFileSync(join(directory, file)))
        .digest('hex');
      return `${sum}  ${file}\n`;
    });
    expect(readFileSync(join(directory, MANIFEST), 'utf8')).toBe(lines.join(''));
    const covered = await checkManifest(directory, REQUIRED);
    expect([...covered]).toEqual(FILES.filter((file) => file !== MANIFEST));
  });

  it.runIf(hasSha256sum)('is good for `sha256sum --check`, which names a changed file', async () => {
    const directory = await recordIn(newPath());
    const check = () => spawnSync('sha256sum', ['--check', '--strict', MANIFEST], { cwd: directory });
    expect([check().status, check().stderr.toString()]).toEqual([0, '']);
    writeFileSync(join(directory, 'run.json'), '{}\n');
    expect([check().status, check().stdout.toString()]).toEqual([
      1,
      expect.stringContaining('run.json: FAILED'),
    ]);
  });

  it('is never written over another', async () => {
    const directory = await recordIn(newPath());
    await expect(writeManifest(directory)).rejects.toThrow('EEXIST');
  });
});

describe('a record is refused as changed when', () => {
  const sealed = FILES.filter((file) => file !== MANIFEST);

  it.each(sealed)('one byte of %s was changed: the first, the last or any between', async (file) => {
    const directory = await recordIn(newPath());
    const path = join(directory, file);
    const good = readFileSync(path);
    for (const at of [0, Math.floor(good.length / 2), good.length - 1]) {
      writeFileSync(path, flipped(good, at));
      expect(await refusalOf(directory)).toMatchObject({
        kind: 'record-changed',
        message: `the record in ${directory} is not what was written: ${file} was changed`,
      });
    }
    writeFileSync(path, good);
    const covered = await checkManifest(directory, REQUIRED);
    expect([...covered]).toEqual(FILES.filter((file) => file !== MANIFEST));
  });

  it.each(sealed)('a byte was added to or taken from %s', async (file) => {
    const longer = await recordWith(file, (bytes) => Buffer.concat([bytes, Buffer.from('\n')]));
    const shorter = await recordWith(file, (bytes) => bytes.subarray(0, -1));
    expect([(await refusalOf(longer)).kind, (await refusalOf(shorter)).kind]).toEqual([
      'record-changed',
      'record-changed',
    ]);
  });

  it.each(sealed)('%s is missing', async (file) => {
    const directory = await recordIn(newPath());
    rmSync(join(directory, file));
    expect((await refusalOf(directory)).message).toContain(`${file} is missing or cannot be read`);
  });

  it.each(REQUIRED)('its manifest does not list %s', async (file) => {
    const directory = await recordWith(MANIFEST, (bytes) => {
      const lines = bytes.toString().split('\n');
      return lines.filter((line) => !line.endsWith(`  ${file}`)).join('\n');
    });
    expect((await refusalOf(directory)).message).toContain(`${MANIFEST} does not list ${file}`);
  });

  it('its manifest lists nothing', async () => {
    const directory = await recordWith(MANIFEST, () => '');
    expect((await refusalOf(directory)).kind).toBe('record-changed');
  });

  it('a byte of its manifest was changed, wherever it is', async () => {
    const directory = await recordIn(newPath());
    const path = join(directory, MANIFEST);
    const good = readFileSync(path);
    const accepted: number[] = [];
    for (const at of spread(good.length)) {
      writeFileSync(path, flipped(good, at));
      await checkManifest(directory, REQUIRED).then(
        () => accepted.push(at),
        () => {},
      );
    }
    expect(accepted).toEqual([]);
  });

  it('its manifest was cut short anywhere', async () => {
    const directory = await recordIn(newPath());
    const path = join(directory, MANIFEST);
    const good = readFileSync(path);
    const lineEnds = [...good.keys()].filter((at) => good[at] === 10).map((at) => at + 1);
    for (const length of spread(good.length)) {
      if (lineEnds.includes(length) && length > good.indexOf('scenario.yaml')) continue;
      writeFileSync(path, good.subarray(0, length));
      await expect(checkManifest(directory, REQUIRED), `of ${length} bytes`).rejects.toThrow(StormError);
    }
  });

  it.each([
    ['a file above the record', '../run.json'],
    ['a file by its whole path', '/etc/hostname'],
    ['a path of Windows', '..\\run.json'],
  ])('its manifest lists %s', async (_, name) => {
    const directory = await recordWith(MANIFEST, (bytes) => `${bytes}${'0'.repeat(64)}  ${name}\n`);
    expect((await refusalOf(directory)).message).toContain('has a line that is no checksum');
  });
});

describe('a directory is no record when', () => {
  it('it has no manifest', async () => {
    const directory = newPath();
    await mkdir(directory);
    expect(await refusalOf(directory)).toMatchObject({ kind: 'record-malformed', exitCode: 2 });
  });

  it('its manifest is a directory', async () => {
    const directory = newPath();
    await mkdir(join(directory, MANIFEST), { recursive: true });
    expect((await refusalOf(directory)).kind).toBe('record-malformed');
  });
});
