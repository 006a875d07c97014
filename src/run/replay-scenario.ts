// A recorded trace and a few wishes in, the scenario that replays it out, as text and with the options to run it by:
// the record keeps that text, and a scenario in a file could say the same. Reads no trace.

import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StormError } from '../domain/failure.ts';
import { readRunOnly } from '../record/read-record.ts';
import { EVIDENCE_FILES } from '../record/write-record.ts';
import type { RunOptions } from './run-options.ts';

/** How a trace is to be replayed. Paths are relative to the current directory. */
export interface ReplayOptions extends Omit<RunOptions, 'scenario' | 'scenarioText'> {
  /** A trace file, or the directory of a run record. */
  readonly trace: string;
  /** Path of the throttle's profile; only a run record may do without, and then its own is used. */
  readonly profile?: string;
  /** Seconds of the trace per second of wall time, over MQTT; 1 when left out. Virtual time knows no speed. */
  readonly speed?: number;
  /** How much later than in the trace every Alert is due, such as `10m`. */
  readonly shift?: string;
  /** Refuse the trace for one line that cannot be used. */
  readonly strict?: boolean;
  /** Bounds on figures of the run, such as `trace.discarded > 0`. */
  readonly expect?: readonly string[];
}

/** Checks that any trace exercises, with a storm in it or without. */
const CLAIMS = ['conservation', 'answers', 'decisions'] as const;

/** Where the scenario would be if it were in a file. */
const NO_FILE = 'replay.yaml (made for this replay)';

/**
 * The options of the run that replays a trace.
 * @throws StormError `usage`, `record-malformed`.
 */
export async function replayScenario(options: ReplayOptions): Promise<RunOptions> {
  const { trace, speed, shift, strict, expect = [], profile: asked, ...rest } = options;
  if (speed !== undefined && options.mode === 'virtual') {
    throw new StormError('usage', {
      problem: '--speed makes no sense with --virtual: virtual time is as fast as it can be',
      way: 'Leave --speed out, or replay over MQTT without --virtual.',
    });
  }
  const isRecord = existsSync(trace) && statSync(trace).isDirectory();
  const profile = asked ?? (isRecord ? join(trace, EVIDENCE_FILES.profile) : undefined);
  if (profile === undefined) {
    throw new StormError('usage', {
      problem: 'a trace says nothing of the throttle, so a replay needs a profile',
      way: 'Name one with --profile, such as profiles/illustrative.yaml.',
    });
  }
  const { name, title } = isRecord ? await ofRecord(trace) : ofFile(trace);
  const lines = [
    '# Made by `stormproof replay`.',
    'scenario: 1',
    `name: ${name}`,
    `title: ${quoted(title)}`,
    `claims: [${CLAIMS.join(', ')}]`,
    ...(speed === undefined ? [] : [`timeScale: ${speed}`]),
    `profile: ${quoted(profile)}`,
    'trace:',
    `  file: ${quoted(trace)}`,
    ...(shift === undefined ? [] : [`  shift: ${quoted(shift)}`]),
    ...(strict ? ['  strict: true'] : []),
    ...(expect.length === 0 ? [] : ['expect:', ...expect.map((line) => `  - ${quoted(line)}`)]),
    '',
  ];
  return { ...rest, profile, scenario: NO_FILE, scenarioText: lines.join('\n') };
}

interface Named {
  readonly name: string;
  readonly title: string;
}

function ofFile(path: string): Named {
  const file = basename(path);
  return {
    name: nameFrom(file.replace(/(?:\.(?:csv|ndjson|jsonl|json|gz))+$/i, '')),
    title: `Replay of ${file}`,
  };
}

async function ofRecord(directory: string): Promise<Named> {
  const { scenario } = await readRunOnly(directory);
  return { name: nameFrom(scenario.name), title: `Replay of what was received in a run of ${scenario.name}` };
}

/** A name that a scenario may have. */
function nameFrom(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? ['trace'];
  return ['replay', ...words].join('-');
}

/** JSON's strings are YAML's, too. */
const quoted = (text: string): string => JSON.stringify(text);
