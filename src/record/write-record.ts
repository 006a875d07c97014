// Everything a run leaves behind in, the files of its record out. Each file is described in docs/run-record.md.
// Writes only new files, and leaves sealing them to the manifest.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HealthSeries } from '../measure/harness-health.ts';
import { histogramLogHead } from '../measure/latency-histogram.ts';
import { LATENCY_LEGS, type LatencyLegs } from '../measure/latency-legs.ts';
import type { Timeline } from '../measure/timeline.ts';
import type { RunDocument } from './run-document.ts';

/** The files that must be there to judge a run again. */
export const EVIDENCE_FILES = {
  run: 'run.json',
  history: 'history.ndjson.gz',
  scenario: 'scenario.yaml',
  profile: 'profile.yaml',
} as const;

/** The parts of a record but its history. Texts are verbatim. */
export interface RecordParts {
  readonly run: RunDocument;
  readonly scenarioText: string;
  readonly profileText: string;
  /** What the scenario includes, if anything, under the names that `run` says. */
  readonly scenarioParts?: readonly { readonly file: string; readonly text: string }[];
  /** Null where no latency was measured: then there is no log of one. */
  readonly legs: LatencyLegs | null;
  readonly timeline: Timeline;
  /** Null where no harness was measured. */
  readonly health: HealthSeries | null;
  /** Report files by name. */
  readonly reports: Readonly<Record<string, string>>;
}

/** Where in a record its history stands, which is written as it comes. */
export const historyPath = (directory: string): string => join(directory, EVIDENCE_FILES.history);

/** Writes the parts into a directory that holds at most the history. */
export async function writeRecord(directory: string, parts: RecordParts): Promise<void> {
  const write = (name: string, text: string): Promise<void> =>
    writeFile(join(directory, name), text, { flag: 'wx' });
  await write(EVIDENCE_FILES.run, `${JSON.stringify(parts.run, null, 2)}\n`);
  await write(EVIDENCE_FILES.scenario, parts.scenarioText);
  await write(EVIDENCE_FILES.profile, parts.profileText);
  for (const { file, text } of parts.scenarioParts ?? []) await write(file, text);
  if (parts.legs) await write('latency.hlog', latencyLog(parts.run, parts.legs));
  await write('timeline.json', `${JSON.stringify(parts.timeline)}\n`);
  if (parts.health) await write('health.json', `${JSON.stringify(parts.health)}\n`);
  for (const [name, text] of Object.entries(parts.reports)) await write(name, text);
}

function latencyLog(run: RunDocument, legs: LatencyLegs): string {
  const start = new Date(run.start);
  const seconds = (new Date(run.end).getTime() - start.getTime()) / 1_000;
  return histogramLogHead(start) + LATENCY_LEGS.map((leg) => legs[leg].logLine(leg, 0, seconds)).join('');
}
