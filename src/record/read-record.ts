// A record's directory in, its parts out, after its checksums were checked. What was changed since it was written is
// refused, not read.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StormError } from '../domain/failure.ts';
import type { History } from '../ledger/history.ts';
import { readHistory } from '../ledger/history-file.ts';
import type { PartText } from '../scenario/include.ts';
import { checkManifest } from './manifest.ts';
import { RUN_SCHEMA_VERSION, type RunDocument } from './run-document.ts';
import { EVIDENCE_FILES } from './write-record.ts';

/** What is needed to judge a run again, and what was said of it then. */
export interface StoredRecord {
  readonly run: RunDocument;
  readonly history: History;
  readonly scenarioText: string;
  readonly profileText: string;
  /** What the scenario includes; diagnostics name the files of the record. */
  readonly parts: readonly PartText[];
}

/**
 * Reads a record.
 * @param extent `evidence`: reports and latency logs may have been removed since; what is there must be unchanged
 * @throws StormError `file-missing`, `record-changed`, `record-malformed`, `record-without-history`.
 */
export async function readRecord(
  directory: string,
  extent: 'whole' | 'evidence' = 'whole',
): Promise<StoredRecord> {
  if (!existsSync(directory)) {
    throw new StormError('file-missing', {
      what: 'run record',
      path: directory,
      way: 'Records are below runs/.',
    });
  }
  const run = await checkRecord(directory, extent);
  const { parts = [] } = run.scenario;
  const text = (name: string): Promise<string> => readFile(join(directory, name), 'utf8');
  return {
    run,
    history: await readHistory(join(directory, EVIDENCE_FILES.history)),
    scenarioText: await text(EVIDENCE_FILES.scenario),
    profileText: await text(EVIDENCE_FILES.profile),
    parts: await Promise.all(parts.map(async ({ path, file }) => ({ path, file, text: await text(file) }))),
  };
}

/**
 * Checks that a record with a history is there as it was written, and reads its run document.
 * @throws StormError as `readRecord`.
 */
export async function checkRecord(directory: string, extent: 'whole' | 'evidence'): Promise<RunDocument> {
  const { history, ...others } = EVIDENCE_FILES;
  const kept = existsSync(join(directory, history));
  const covered = await checkManifest(directory, Object.values(kept ? EVIDENCE_FILES : others), extent);
  const run = readRunDocument(directory, await readFile(join(directory, EVIDENCE_FILES.run), 'utf8'));
  if (!kept && !run.history) throw new StormError('record-without-history', { path: directory });
  if (!kept) throw new StormError('record-changed', { path: directory, what: `${history} is missing` });
  const missing = (run.scenario.parts ?? []).find(({ file }) => !covered.has(file));
  if (missing)
    throw new StormError('record-changed', { path: directory, what: `${missing.file} is missing` });
  return run;
}

/**
 * Reads no more of a record than its run document, unchecked: enough to choose which records to read.
 * @throws StormError `record-malformed`.
 */
export async function readRunOnly(path: string): Promise<RunDocument> {
  const text = await readFile(join(path, EVIDENCE_FILES.run), 'utf8').catch((cause: unknown) => {
    throw new StormError(
      'record-malformed',
      { path, what: `it has no readable ${EVIDENCE_FILES.run}` },
      cause,
    );
  });
  const run: Partial<RunDocument> = readRunDocument(path, text);
  if (isText(run.scenario?.name) && isText(run.profile?.name)) return run as RunDocument;
  const what = `${EVIDENCE_FILES.run} names no scenario and profile`;
  throw new StormError('record-malformed', { path, what });
}

const isText = (value: unknown): boolean => typeof value === 'string';

function readRunDocument(path: string, text: string): RunDocument {
  let run: Partial<RunDocument> | null;
  try {
    run = JSON.parse(text) as Partial<RunDocument> | null;
  } catch (cause) {
    throw new StormError('record-malformed', { path, what: `${EVIDENCE_FILES.run} is not JSON` }, cause);
  }
  if (run?.schemaVersion !== RUN_SCHEMA_VERSION) {
    const found = `${EVIDENCE_FILES.run} has schema version ${run?.schemaVersion}`;
    const what = `${found}; this version reads ${RUN_SCHEMA_VERSION}`;
    throw new StormError('record-malformed', { path, what });
  }
  return run as RunDocument;
}
