// A whole record of a tiny run, written where a test wants it.

import { mkdir } from 'node:fs/promises';
import type { History } from '../../src/ledger/history.ts';
import { writeHistory } from '../../src/ledger/history-file.ts';
import { measureLegs } from '../../src/measure/latency-legs.ts';
import { timelineOf } from '../../src/measure/timeline.ts';
import { writeManifest } from '../../src/record/manifest.ts';
import { historyPath, type RecordParts, writeRecord } from '../../src/record/write-record.ts';
import { arrival, delivery, merged } from '../ledger/ledgers-of.ts';
import { exampleHealth } from '../measure/example-health.ts';
import { exampleRun } from '../report/example-run.ts';

/** The files of the record. */
export const FILES = [
  'health.json',
  'history.ndjson.gz',
  'latency.hlog',
  'manifest.sha256',
  'profile.yaml',
  'run.json',
  'scenario.yaml',
  'summary.md',
  'timeline.json',
];

/** What is in the record. */
export function recordParts(): RecordParts & { readonly history: History } {
  const { history } = merged([arrival()], [delivery()]);
  return {
    run: exampleRun(),
    history,
    scenarioText: 'scenario: 1   # as written, ü\r\n',
    profileText: 'profile: 1\n',
    legs: measureLegs(history),
    timeline: timelineOf(history, 120),
    health: exampleHealth().series,
    reports: { 'summary.md': '# Summary\n' },
  };
}

/** Writes the record into a new directory and seals it. */
export async function recordIn(directory: string): Promise<string> {
  await mkdir(directory);
  const parts = recordParts();
  await writeHistory(historyPath(directory), parts.history);
  await writeRecord(directory, parts);
  await writeManifest(directory);
  return directory;
}
