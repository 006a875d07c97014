// Checksums of a record's files, in the format of `sha256sum`, so that anyone can check them with that tool alone.
// A manifest that is itself cut short or altered counts as a changed record.

import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StormError } from '../domain/failure.ts';
import { isPartFile } from './part-file.ts';

/** Name of the manifest in a record. */
export const MANIFEST = 'manifest.sha256';

/** Writes the checksums of every file now in the directory. */
export async function writeManifest(directory: string): Promise<void> {
  const files = (await readdir(directory)).filter((name) => name !== MANIFEST).sort();
  const lines = await Promise.all(
    files.map(async (name) => `${await sha256(join(directory, name))}  ${name}\n`),
  );
  await writeFile(join(directory, MANIFEST), lines.join(''), { flag: 'wx' });
}

/**
 * Checks that every file of the manifest is there unchanged, and that it covers the files that must be covered. Returns
 * the names of all that it covers.
 * @param extent `evidence`: files that are neither required nor parts may be gone, as from a baseline kept small
 * @throws StormError `record-changed` naming the first file that is not what was written; `record-malformed`.
 */
export async function checkManifest(
  directory: string,
  required: readonly string[],
  extent: 'whole' | 'evidence' = 'whole',
): Promise<ReadonlySet<string>> {
  const listed = await readManifest(directory);
  for (const name of required) {
    if (!listed.has(name)) throw changed(directory, `${MANIFEST} does not list ${name}`);
  }
  for (const [name, expected] of listed) {
    const mayLack = extent === 'evidence' && !required.includes(name) && !isPartFile(name);
    if (mayLack && !existsSync(join(directory, name))) continue;
    const actual = await sha256(join(directory, name)).catch(() => null);
    if (actual === null) throw changed(directory, `${name} is missing or cannot be read`);
    if (actual !== expected) throw changed(directory, `${name} was changed`);
  }
  return new Set(listed.keys());
}

async function readManifest(directory: string): Promise<Map<string, string>> {
  const text = await readFile(join(directory, MANIFEST), 'utf8').catch((cause: unknown) => {
    throw new StormError(
      'record-malformed',
      { path: directory, what: `it has no readable ${MANIFEST}` },
      cause,
    );
  });
  const lines = text.split('\n');
  if (lines.pop() !== '') throw changed(directory, `${MANIFEST} was cut short`);
  const listed = new Map<string, string>();
  for (const line of lines) {
    const match = /^([0-9a-f]{64}) {2}([^/\\]+)$/.exec(line);
    if (!match) throw changed(directory, `${MANIFEST} has a line that is no checksum`);
    listed.set(match[2]!, match[1]!);
  }
  return listed;
}

const changed = (path: string, what: string): StormError => new StormError('record-changed', { path, what });

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
