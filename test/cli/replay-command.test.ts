// The `replay` command: its flags, and what is said of the trace before, without and after a run.

import { expect, it } from 'vitest';
import type { ReplayOptions } from '../../src/run/replay-scenario.ts';
import type { RunOptions } from '../../src/run/run-options.ts';
import type { TraceEvidence } from '../../src/trace/recorded-trace.ts';
import { exampleRun } from '../report/example-run.ts';
import { IDENTITY, stormproof } from './fake-world.ts';

const TRACE: TraceEvidence = {
  file: 'storm.csv',
  sha256: 'abcdef0123456789',
  format: 'csv',
  lines: 12_350,
  used: 12_345,
  skipped: 2,
  firstSkipped: ['storm.csv:7:3: `time` is\u001b missing', 'storm.csv:9:1: a quote is opened and not closed'],
  notReceived: 3,
  reordered: 1,
  repeated: 40,
  clashing: 0,
  firstAt: '2026-01-05T10:00:00.000000Z',
  shiftUs: 600_000_000,
  leftOut: 5,
};

const SAID = [
  'storm.csv (csv, sha256 abcdef012345): 12,345 of 12,350 lines used',
  'first Alert at 2026-01-05T10:00:00.000000Z, all of them shifted by 10m',
  '2 lines could not be used; the first of them:',
  '  storm.csv:7:3: `time` is␛ missing',
  '  storm.csv:9:1: a quote is opened and not closed',
  '3 lines of Alerts that never reached the throttle left out',
  '1 line out of time order, sorted',
  '40 Alerts sent again: Device, code and counter are those of an earlier one',
  '5 Alerts due after the end of the scenario left out',
];

/** Runs the command and gives back what the operations were asked. */
async function asked(...flags: readonly string[]) {
  const replays: ReplayOptions[] = [];
  const runs: RunOptions[] = [];
  const world = await stormproof(['replay', 'storm.csv', ...flags], {
    operations: {
      replayScenario: async ({ trace, ...options }) => {
        replays.push({ trace, ...options });
        return { scenario: 'replay.yaml', scenarioText: 'scenario: 1\n', mode: options.mode! };
      },
      runScenario: async (options) => {
        runs.push(options);
        options.onEvent?.({ event: 'planned', identity: { ...IDENTITY, trace: TRACE } });
        return { directory: 'runs/replay', run: exampleRun({ trace: TRACE }) };
      },
      planScenario: async (options) => {
        runs.push(options);
        return { ...IDENTITY, trace: TRACE, streams: [], wallMs: 1, peakPerSecond: 1, wrongClocks: null };
      },
    },
  });
  return { ...world, replay: replays[0], run: runs[0] };
}

it('passes every flag on, and runs the scenario that comes of them.', async () => {
  const flags =
    '--profile p.yaml --speed 60 --shift 10m --strict --seed 3 --throttle t.mjs --out here --qos 2 -q --no-history';
  const { replay, run } = await asked(
    ...flags.split(' '),
    ...[
      '--expect',
      'trace.discarded > 0',
      '--expect',
      'total.late == 0',
      '--set',
      'profile.default.threshold=5',
    ],
  );
  expect(replay).toMatchObject({
    trace: 'storm.csv',
    profile: 'p.yaml',
    speed: 60,
    shift: '10m',
    strict: true,
    seed: 3,
    throttle: 't.mjs',
    out: 'here',
    qos: 2,
    history: false,
    mode: 'mqtt',
    expect: ['trace.discarded > 0', 'total.late == 0'],
    settings: [{ path: 'profile.default.threshold', value: 5 }],
  });
  expect(run).toMatchObject({ scenario: 'replay.yaml', scenarioText: 'scenario: 1\n', mode: 'mqtt' });
});

it('asks for nothing that was not asked for.', async () => {
  const { replay } = await asked('--virtual');
  expect(replay).toEqual({ trace: 'storm.csv', mode: 'virtual', history: true });
});

it('says what became of the lines of the trace, before the run on stderr and after it on stdout.', async () => {
  const { code, stdout, stderr } = await asked('--virtual');
  expect(code).toBe(0);
  const indented = SAID.map((line, at) => (at === 0 ? 'trace' : '').padEnd(12) + line);
  expect(stderr).toContain(indented.join('\n'));
  const flat = (text: string): string => text.replace(/\s+/g, ' ');
  expect(flat(stdout)).toContain(flat(`Trace ${SAID.join(' ')}`));
  expect(stdout).not.toContain('Simulated devices');
});

it('says it with --dry-run, too.', async () => {
  const { stdout } = await asked('--dry-run');
  const flat = (text: string): string => text.replace(/\s+/g, ' ');
  expect(flat(stdout)).toContain(flat(SAID.join(' ')));
});

it.each([
  ['--speed', '0', 'It must be a number above zero, at most 1000000.'],
  ['--speed', '1e3', 'It must be a number above zero, at most 1000000.'],
  ['--speed', '-1', 'It must be a number above zero, at most 1000000.'],
  ['--shift', '10', 'It must be a number with a unit, such as 250ms, 30s, 5m or 1h.'],
  ['--seed', 'x', 'It must be a whole number from 0'],
])('refuses %s %s with exit code 2.', async (flag, value, said) => {
  const { code, stderr } = await stormproof(['replay', 'storm.csv', `${flag}=${value}`]);
  expect([code, stderr.includes(said)]).toEqual([2, true]);
});

it('names in a dry run as many Alert Codes as can be read, and says how many more there are.', async () => {
  const stream = { name: 'trace', alertName: null, devices: 1, alerts: 1, resent: 0 };
  const streams = Array.from({ length: 1_041 }, (_, n) => ({ ...stream, alertCode: String(1_000 + n) }));
  const planScenario = async () => ({ ...IDENTITY, streams, wallMs: 1, peakPerSecond: 1, wrongClocks: null });
  const { stdout } = await stormproof(['replay', 's.csv', '--dry-run'], { operations: { planScenario } });
  expect(stdout).toContain('1039');
  expect(stdout).not.toContain('1040');
  expect(stdout).toContain('and 1,001 more, which --json names');
});
