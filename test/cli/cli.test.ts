import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { main } from '../../src/cli/cli.ts';
import { worstExitCode } from '../../src/cli/exit-code.ts';
import { refusalOfNode } from '../../src/cli/node-version.ts';
import { wantsColour } from '../../src/cli/terminal.ts';
import { FakeHost, FakeStream, fakeOperations, stormproof } from './fake-world.ts';

it.each(['run', 'validate', 'verify', 'list'])('explains %s with examples.', async (command) => {
  const { code, stdout } = await stormproof([command, '--help']);
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: stormproof ${command}`);
  expect(stdout).toMatch(/Examples:\n {2}\$ stormproof /);
});

it('documents the exit codes and their order.', async () => {
  const { code, stdout } = await stormproof(['--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('Of several outcomes the gravest counts: 4, then 2, 1, 3, 0.');
});

it('says its version.', async () => {
  expect(await stormproof(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n', stderr: '' });
});

it.each([
  [['rnu'], 'Did you mean run?'],
  [['run', 's', '--seeed', '1'], 'Did you mean --seed?'],
  [['run'], "missing required argument 'scenario'"],
  [['list', '--color', 'sometimes'], 'Allowed choices are auto, always, never.'],
  [[], 'Usage: stormproof'],
] as const)('answers %j with exit code 2 and a way out on stderr.', async (argv, way) => {
  const { code, stdout, stderr } = await stormproof(argv);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(way);
});

it('calls an unknown failure a defect, and shows its stack only with --debug.', async () => {
  const operations = {
    listScenarios: async () => {
      throw new TypeError('x is not a function');
    },
  };
  const { code, stdout, stderr } = await stormproof(['list'], { operations });
  expect([code, stdout]).toEqual([4, '']);
  expect(stderr).toMatch(/^error: stormproof broke: x is not a function\nhint: .*--debug/);
  expect(stderr).not.toContain('    at ');
  expect((await stormproof(['list', '--debug'], { operations })).stderr).toMatch(
    /caused by: TypeError.*\n {4}at /,
  );
});

it('lets no failure steer the terminal.', async () => {
  const operations = {
    listScenarios: async () => {
      throw new Error('\u001b[2J');
    },
  };
  expect((await stormproof(['list'], { operations })).stderr).not.toContain('\u001b');
});

it('colours on demand: flag before NO_COLOR before FORCE_COLOR before the terminal.', () => {
  const terminal = new FakeStream({ isTTY: true });
  const file = new FakeStream();
  expect(wantsColour(terminal, {}, 'auto')).toBe(true);
  expect(wantsColour(terminal, { TERM: 'dumb' }, 'auto')).toBe(false);
  expect(wantsColour(terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, 'auto')).toBe(false);
  expect(wantsColour(terminal, { NO_COLOR: '' }, 'auto')).toBe(true);
  expect(wantsColour(file, {}, 'auto')).toBe(false);
  expect(wantsColour(file, { FORCE_COLOR: '1' }, 'auto')).toBe(true);
  expect(wantsColour(terminal, { FORCE_COLOR: '0' }, 'auto')).toBe(false);
  expect(wantsColour(file, { NO_COLOR: '1' }, 'always')).toBe(true);
  expect(wantsColour(terminal, { FORCE_COLOR: '1' }, 'never')).toBe(false);
});

it('writes no colour where none is wanted, and the same words where it is.', async () => {
  const control = String.fromCharCode(27);
  const plain = await stormproof(['run', 's'], { env: { NO_COLOR: '1' } });
  const coloured = await stormproof(['run', 's', '--color', 'always']);
  expect(plain.stdout + plain.stderr).not.toContain(control);
  expect(coloured.stdout).toContain(`${control}[32m`);
});

it('ends quietly when the reader of stdout has gone.', async () => {
  const stdout = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('broken pipe'), { code: 'EPIPE' })),
  });
  const stderr = new FakeStream();
  const code = await main(['list'], { stdout, stderr }, {}, fakeOperations(), new FakeHost());
  expect([code, stderr.text]).toEqual([0, '']);
});

it('says so when the result cannot be written for another reason.', async () => {
  const stdout = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('disk full'), { code: 'ENOSPC' })),
  });
  const stderr = new FakeStream();
  const code = await main(['list'], { stdout, stderr }, {}, fakeOperations(), new FakeHost());
  expect(code).toBe(4);
  expect(stderr.text).toContain('the result could not be written to standard output (disk full)');
});

it('orders outcomes by gravity: 4, 2, 1, 3, 0.', () => {
  expect([[0, 3], [3, 1], [1, 2], [2, 4], []].map(worstExitCode)).toEqual([3, 1, 2, 4, 0]);
});

it('refuses a Node that is too old with one sentence.', () => {
  expect(refusalOfNode('20.18.3')).toBe('stormproof needs Node 20.19 or newer; this is Node 20.18.3.');
  expect(['20.19.0', '22.0.0', '24.1.0'].map(refusalOfNode)).toEqual([null, null, null]);
});
