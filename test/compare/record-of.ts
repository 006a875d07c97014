// Records for comparisons: hand-written rows and a run document that fits them, in memory or as a directory.

import { mkdir } from 'node:fs/promises';
import type { ComparedRecord } from '../../src/compare/compare-pair.ts';
import { writeHistory } from '../../src/ledger/history-file.ts';
import { measureLegs } from '../../src/measure/latency-legs.ts';
import { timelineOf } from '../../src/measure/timeline.ts';
import { writeManifest } from '../../src/record/manifest.ts';
import type { RunDocument } from '../../src/record/run-document.ts';
import { historyPath, writeRecord } from '../../src/record/write-record.ts';
import { exampleRun } from '../report/example-run.ts';
import { historyOf, type Row } from '../verify/history-of.ts';

/** A record of these rows in virtual time, unless the run document says otherwise. */
export function recordOf(rows: readonly Row[], run: Partial<RunDocument> = {}): ComparedRecord {
  const document = exampleRun({ mode: 'virtual', ...run });
  return {
    directory: 'runs/x',
    run: document,
    history: historyOf(rows, { mode: document.mode }),
    scenarioText: '',
    profileText: '',
    parts: [],
  };
}

/** The verdicts of these checks changed. */
export function withVerdicts(
  verdicts: Readonly<Record<string, 'pass' | 'fail' | 'not-exercised'>>,
): RunDocument['checks'] {
  return exampleRun().checks.map((check) => ({ ...check, verdict: verdicts[check.id] ?? check.verdict }));
}

/** Writes a record of these rows and seals it; returns where it is. */
export async function writtenRecord(
  directory: string,
  rows: readonly Row[],
  run: Partial<RunDocument> = {},
): Promise<string> {
  const record = recordOf(rows, run);
  await mkdir(directory, { recursive: true });
  await writeHistory(historyPath(directory), record.history);
  await writeRecord(directory, {
    ...record,
    legs: measureLegs(record.history),
    timeline: timelineOf(record.history, 1_000),
    health: null,
    reports: { 'summary.md': '# Summary\n' },
  });
  await writeManifest(directory);
  return directory;
}
