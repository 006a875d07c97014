import { expect, it } from 'vitest';
import { StormError } from '../../src/domain/failure.ts';
import type { SweepOptions } from '../../src/sweep/sweep-options.ts';
import { exampleCell, exampleFigures, exampleSweep, failedCell } from '../report/example-sweep.ts';
import { FakeHost, FakeStream, stormproof } from './fake-world.ts';

const ARGV = ['sweep', 'single-device-storm', '--vary', 'profile.default.threshold=5,10'];

it('prints a table on stdout, progress on stderr, and exits with 0 when no check failed.', async () => {
  const { code, stdout, stderr } = await stormproof(ARGV);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^PASS {2}single-device-storm\n {6}No check failed in 3 cells\./);
  expect(stdout).toContain('Files      sweeps/one');
  expect(stderr).toMatch(/^sweeping single-device-storm: 3 cells, 1 more not possible, 2 workers\n/);
  expect(stderr).toMatch(/3 of 3 cells\nwriting\nrecorded in sweeps\/one\n$/);
});

it('passes every flag on to the sweep.', async () => {
  const seen: SweepOptions[] = [];
  const sweep = async (options: SweepOptions) => {
    seen.push(options);
    return { directory: 'd', sweep: exampleSweep() };
  };
  const flags =
    '--vary a=1,2 --vary b=3..4 --set c=5 --seed 42 --profile p.yaml --throttle ./t.mjs --workers 3 --out o -q';
  const { stderr } = await stormproof(['sweep', 'one', 'two.yaml', ...flags.split(' ')], {
    operations: { sweep },
  });
  const { onEvent, signal, settings, ...rest } = seen[0]!;
  expect(rest).toEqual({
    ...{ scenarios: ['one', 'two.yaml'], vary: ['a=1,2', 'b=3..4'], seed: 42, profile: 'p.yaml' },
    ...{ throttle: './t.mjs', workers: 3, out: 'o' },
  });
  expect(settings).toMatchObject([{ path: 'c', value: 5 }]);
  expect([typeof onEvent, signal?.aborted, stderr]).toEqual(['function', false, '']);
});

it('prints one document with --json, and where its files are.', async () => {
  const { stdout, code } = await stormproof([...ARGV, '--json']);
  expect(JSON.parse(stdout)).toEqual({ ...exampleSweep(), directory: 'sweeps/one' });
  expect(code).toBe(0);
});

it('prints a row per cell with --csv.', async () => {
  const { stdout } = await stormproof([...ARGV, '--csv']);
  expect(stdout.split('\r\n').map((line) => line.split(',').slice(0, 5).join())).toEqual([
    'cell,scenario,profile.default.threshold,profile.default.window.length,status',
    '1,single-device-storm,5,30m,ran',
    '2,single-device-storm,5,1h,ran',
    '3,single-device-storm,10,30m,ran',
    '4,single-device-storm,10,1h,not-possible',
    '',
  ]);
});

it.each([
  ['fail', 1],
  ['inconclusive', 3],
  ['pass', 0],
] as const)('exits for a sweep that is %s with %i.', async (verdict, exit) => {
  const sweep = async () => ({ directory: 'd', sweep: exampleSweep({ verdict }) });
  expect((await stormproof(ARGV, { operations: { sweep } })).code).toBe(exit);
});

it.each([
  [[...ARGV, '--json', '--csv'], '--json and --csv ask for two results'],
  [['sweep'], "missing required argument 'scenario'"],
  [[...ARGV, '--workers', '0'], 'It must be a whole number from 1 to 64.'],
  [[...ARGV, '--virtual'], "unknown option '--virtual'"],
] as const)('answers %j with exit code 2 and starts nothing.', async (argv, way) => {
  const sweep = () => expect.unreachable('nothing may be started');
  const { code, stdout, stderr } = await stormproof(argv, { operations: { sweep } });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(way);
});

it('says what broke, with its exit code, and prints no result.', async () => {
  const sweep = async (): Promise<never> => {
    throw new StormError('sweep-worker-died', { worker: 2, cause: 'out of memory' });
  };
  const { code, stdout, stderr } = await stormproof(ARGV, { operations: { sweep } });
  expect([code, stdout]).toEqual([4, '']);
  expect(stderr).toContain('error: worker 2 of the sweep died: out of memory');
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('stops at once on %s, keeps nothing, and exits with %i.', async (signal, exit) => {
  const host = new FakeHost();
  const sweep = ({ signal: stop }: SweepOptions): Promise<never> =>
    new Promise((_, reject) => {
      stop!.addEventListener('abort', () => reject(new Error('aborted')));
      host.emit(signal);
    });
  const { code, stdout, stderr } = await stormproof(ARGV, { operations: { sweep }, host });
  expect([code, stdout, host.exits]).toEqual([exit, '', []]);
  expect(stderr).toBe('stopped; nothing of this sweep is kept\n');
  expect(host.listenerCount(signal)).toBe(0);
});

it('draws one line at a terminal, and takes it away before the result.', async () => {
  const stderr = new FakeStream({ isTTY: true });
  await stormproof(ARGV, { stderr, env: { NO_COLOR: '1' } });
  expect(stderr.text).toMatch(/━+─* {2}3 of 3 cells/);
  expect(stderr.text).not.toContain('writing');
});

it('explains itself with examples.', async () => {
  const { code, stdout } = await stormproof(['sweep', '--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('Usage: stormproof sweep');
  expect(stdout).toMatch(/Examples:\n {2}\$ stormproof sweep /);
});

it('names the cells in which the throttle was wrong, with what convicts it.', async () => {
  const cells = [
    failedCell(exampleCell(1, [5, '30m'], exampleFigures(400))),
    failedCell(exampleCell(2, [5, '1h'], exampleFigures(500))),
    exampleCell(3, [10, '30m'], exampleFigures(300)),
  ];
  const sweep = async () => ({ directory: 'd', sweep: exampleSweep({ verdict: 'fail', cells }) });
  const { code, stdout } = await stormproof(ARGV, { operations: { sweep } });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^FAIL {2}single-device-storm\n {6}The throttle was wrong in 2 of 3 cells\./);
  expect(stdout).toContain('Wrong\n  #1–2  decisions: three of them differ\n');
});
