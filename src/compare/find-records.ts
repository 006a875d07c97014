// A path in, the records it means out: itself when it is a record, else those directly in it. Links such as
// `runs/latest` are passed over inside a directory, for they name a record that is there already.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StormError } from '../domain/failure.ts';
import { MANIFEST } from '../record/manifest.ts';
import { readRunOnly } from '../record/read-record.ts';
import type { RunDocument } from '../record/run-document.ts';
import { EVIDENCE_FILES } from '../record/write-record.ts';

/** What a record is paired by. */
export type PairingTraits = Pick<
  RunDocument,
  'scenario' | 'seed' | 'profile' | 'mode' | 'settings' | 'start'
>;

/** A record that was found but not read yet. */
export interface FoundRecord {
  readonly directory: string;
  readonly traits: PairingTraits;
}

/** The records a path means. `one`: the path is a record itself. */
export interface FoundRecords {
  readonly one: boolean;
  readonly records: readonly FoundRecord[];
}

/**
 * Finds the records a path means.
 * @param what what they are to the user: `run`, `baseline`
 * @throws StormError `file-missing`, `record-malformed`.
 */
export async function findRecords(what: 'run' | 'baseline', path: string): Promise<FoundRecords> {
  if (!existsSync(path)) {
    const way = 'Name a run record, or a directory of them such as runs/.';
    throw new StormError('file-missing', { what, path, way });
  }
  if (isRecord(path)) return { one: true, records: [await found(path)] };
  const entries = await readdir(path, { withFileTypes: true }).catch((cause: unknown) => {
    throw new StormError('record-malformed', { path, what: 'it is no directory' }, cause);
  });
  const inside = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => join(path, name))
    .filter(isRecord)
    .sort();
  return { one: false, records: await Promise.all(inside.map(found)) };
}

const isRecord = (path: string): boolean =>
  [EVIDENCE_FILES.run, MANIFEST].some((name) => existsSync(join(path, name)));

async function found(directory: string): Promise<FoundRecord> {
  return { directory, traits: await readRunOnly(directory) };
}
