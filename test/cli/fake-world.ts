// Streams, operations and a process that exist only in a test, and one call that runs a command line in them.

import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import type { CaptureOutcome } from '../../src/capture/capture-options.ts';
import { main } from '../../src/cli/cli.ts';
import type { Operations } from '../../src/cli/operations.ts';
import type { Environment } from '../../src/cli/streams.ts';
import { searchAlerts } from '../../src/domain/alert-catalogue.ts';
import type { RunIdentity, StormFigures } from '../../src/run/progress.ts';
import type { PlanSummary, RunOptions } from '../../src/run/run-options.ts';
import { editorSchema } from '../../src/scenario/editor-schema.ts';
import { runSelftest } from '../../src/selftest/run-selftest.ts';
import { exampleRun } from '../report/example-run.ts';
import { exampleSweep } from '../report/example-sweep.ts';

/** A stream that remembers what was written. */
export class FakeStream extends Writable {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number;

  constructor({ isTTY = false, columns = 80 } = {}) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
    this.columns = columns;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

/** A process that takes signals and remembers how it was ended. */
export class FakeHost extends EventEmitter {
  readonly exits: number[] = [];

  exit(code: number): void {
    this.exits.push(code);
  }
}

export const IDENTITY: RunIdentity = {
  scenario: 'single-device-storm',
  title: 'One meter repeats one Alert far above its threshold',
  seed: 7,
  scenarioHash: '3fa9c1d2aa11ffff',
  planHash: '77ab10c9de02ffff',
  profileName: 'illustrative',
  profileStatus: 'illustrative',
  profileHash: 'c0ffee123456ffff',
  throttle: { name: 'stormproof', source: 'shipped' },
  toolVersion: '0.1.0',
  devices: 1001,
  alerts: 12_345,
  mode: 'mqtt',
  workers: 3,
  qos: 1,
  timeScale: 60,
  durationUs: 1_800_000_000,
};

export const FIGURES: StormFigures = {
  nowUs: 936_000_000,
  connected: 1001,
  offered: 6_420,
  sent: 6_419,
  received: 6_415,
  delivered: 6_290,
  discarded: 125,
  throttledKeys: 1,
  ratePerSecond: 411.6,
  p99Ms: 3.87,
};

/** What a dry run finds, unless a test has another plan. */
export const PLAN: PlanSummary = {
  ...IDENTITY,
  streams: [
    { name: 'background', alertCode: '8ABC', alertName: null, devices: 1000, alerts: 12_165, resent: 0 },
    { name: 'storm', alertCode: '81C3', alertName: 'Tilt tamper', devices: 1, alerts: 180, resent: 0 },
  ],
  wallMs: 30_000,
  peakPerSecond: 433,
  wrongClocks: null,
};

export const CAPTURED: CaptureOutcome = {
  schemaVersion: 1,
  out: 'trace.ndjson',
  broker: 'mqtt://broker:1883',
  filter: 'devices/+/alerts/+',
  recorded: 1_234,
  devices: 12,
  redelivered: 0,
  unreadable: [],
  interruptions: 0,
  endedBy: 'count',
  start: '2026-01-05T10:00:00.000Z',
  end: '2026-01-05T10:10:00.000Z',
};

/** Operations that all succeed; a test replaces those it is about. */
export function fakeOperations(changes: Partial<Operations> = {}): Operations {
  return {
    toolVersion: async () => '0.1.0',
    runScenario: async ({ scenario, onEvent }) => {
      onEvent?.({ event: 'planned', identity: { ...IDENTITY, scenario } });
      onEvent?.({ event: 'connecting', connected: 500, devices: 1001 });
      onEvent?.({ event: 'storm', figures: FIGURES });
      onEvent?.({ event: 'draining', figures: FIGURES });
      onEvent?.({ event: 'judging' });
      onEvent?.({ event: 'recorded', directory: `runs/${scenario}` });
      return { directory: `runs/${scenario}`, run: exampleRun() };
    },
    planScenario: async ({ scenario }: RunOptions) => ({ ...PLAN, scenario }),
    replayScenario: async ({ trace, ...options }) => ({ ...options, scenario: `replay of ${trace}` }),
    listVariants: async ({ settings = [] }) => [settings],
    validateFile: async (path) => ({ path, kind: 'scenario', name: 'single-device-storm' }),
    listScenarios: async () => [
      {
        name: 'single-device-storm',
        title: 'One meter repeats one Alert far above its threshold',
        description: 'The simplest storm.',
        requirements: ['SECMP0062-1'],
        claims: ['decisions'],
        seed: 7,
        path: 'scenarios/single-device-storm.yaml',
        comment: {
          purpose: 'one meter that repeats itself.',
          requirement: null,
          expected: null,
          assumed: null,
          runWith: null,
        },
        profile: '../profiles/illustrative-short.yaml',
        devices: 1_001,
        streams: ['background', 'storm'],
        expect: ['storm.discarded > 150'],
        durationUs: 1_800_000_000,
        timeScale: 60,
        runs: 1,
      },
    ],
    editorSchema: async (kind) => editorSchema(kind),
    searchAlerts: async (query) => searchAlerts(query),
    captureTrace: async ({ out, onEvent }) => {
      onEvent?.({ event: 'listening', broker: 'mqtt://broker:1883', filter: 'devices/+/alerts/+' });
      return { ...CAPTURED, out };
    },
    runSelftest: async () => runSelftest(),
    sweep: async ({ scenarios, onEvent }) => {
      onEvent?.({ event: 'planned', scenarios, cells: 3, notPossible: 1, workers: 2 });
      for (const done of [1, 2, 3]) onEvent?.({ event: 'cell', done, cells: 3 });
      onEvent?.({ event: 'writing' });
      onEvent?.({ event: 'recorded', directory: 'sweeps/one' });
      return { directory: 'sweeps/one', sweep: exampleSweep() };
    },
    compareRecords: async () => ({
      schemaVersion: 1,
      regressed: false,
      comparisons: [],
      unpaired: [],
      unreadable: [],
    }),
    verifyRecord: async () => {
      const run = exampleRun();
      return { run, verdict: run.verdict, checks: run.checks, agrees: true, totals: run.totals };
    },
    ...changes,
  };
}

/** How a test differs from the plainest invocation. */
interface World {
  readonly operations?: Partial<Operations>;
  readonly env?: Environment;
  readonly stdout?: FakeStream;
  readonly stderr?: FakeStream;
  readonly host?: FakeHost;
}

/** Runs one command line and gives back all that can be seen of it. */
export async function stormproof(argv: readonly string[], world: World = {}) {
  const { stdout = new FakeStream(), stderr = new FakeStream(), host = new FakeHost(), env = {} } = world;
  const code = await main(argv, { stdout, stderr }, env, fakeOperations(world.operations), host);
  return { code, stdout: stdout.text, stderr: stderr.text, host };
}
