import { expect, it } from 'vitest';
import type { Operations } from '../../src/cli/operations.ts';
import { InputError } from '../../src/domain/diagnostic.ts';
import { StormError } from '../../src/domain/failure.ts';
import { exampleRun, failedRun } from '../report/example-run.ts';
import { stormproof } from './fake-world.ts';

const MISTAKES = [
  {
    file: 'bad.yaml',
    line: 4,
    column: 3,
    message: 'unknown key `sed`',
    hint: 'Did you mean `seed`?',
    frame: '4 | sed: 7\n  | ^^^',
  },
  { file: 'bad.yaml', line: 9, column: 1, message: 'duration is missing', hint: null, frame: '' },
] as const;

const validateFile = async (path: string) => {
  if (path === 'bad.yaml') throw new InputError(path, MISTAKES);
  if (path === 'gone.yaml')
    throw new StormError('file-missing', { what: 'scenario', path, way: 'Check it.' });
  return { path, kind: 'profile' as const, name: 'illustrative' };
};

const verifying = (recorded: ReturnType<typeof exampleRun>, derived: ReturnType<typeof exampleRun>) => ({
  verifyRecord: async () => ({
    run: recorded,
    verdict: derived.verdict,
    checks: derived.checks,
    totals: derived.totals,
    agrees: recorded.verdict === derived.verdict,
  }),
});

it('validates every file, shows every mistake in its place, and exits with 2 if any is bad.', async () => {
  const argv = ['validate', 'good.yaml', 'bad.yaml', 'gone.yaml'];
  const { code, stdout, stderr } = await stormproof(argv, { operations: { validateFile } });
  expect(code).toBe(2);
  expect(stdout).toBe('ok  good.yaml  profile illustrative\n');
  expect(stderr).toContain(
    'bad.yaml:4:3: unknown key `sed`\n4 | sed: 7\n  | ^^^\n  hint: Did you mean `seed`?\n',
  );
  expect(stderr).toContain('bad.yaml:9:1: duration is missing\n');
  expect(stderr).toContain('error: 2 mistakes in bad.yaml\n');
  expect(stderr).toContain('error: scenario not found: gone.yaml\nhint: Check it.\n');
});

it('says in JSON what is right and wrong with each file.', async () => {
  const argv = ['validate', 'good.yaml', 'bad.yaml', 'gone.yaml', '--json'];
  const { stdout } = await stormproof(argv, { operations: { validateFile } });
  expect(JSON.parse(stdout)).toEqual([
    { path: 'good.yaml', ok: true, kind: 'profile', name: 'illustrative', diagnostics: [], problem: null },
    { path: 'bad.yaml', ok: false, kind: null, name: null, diagnostics: MISTAKES, problem: null },
    {
      path: 'gone.yaml',
      ok: false,
      kind: null,
      name: null,
      diagnostics: [],
      problem: 'scenario not found: gone.yaml',
    },
  ]);
});

it('says what is in a part, and that a part alone is checked in its form only.', async () => {
  const settings = ['population', 'streams'];
  const ofPart = async (path: string) => ({ path, kind: 'part' as const, name: null, settings });
  const { code, stdout } = await stormproof(['validate', 'fleet.yaml'], {
    operations: { validateFile: ofPart },
  });
  expect([code, stdout]).toEqual([
    0,
    'ok  fleet.yaml  part with population, streams; only its form was checked\n',
  ]);
  const json = await stormproof(['validate', 'fleet.yaml', '--json'], {
    operations: { validateFile: ofPart },
  });
  expect(JSON.parse(json.stdout)).toEqual([
    { path: 'fleet.yaml', ok: true, kind: 'part', name: null, settings, diagnostics: [], problem: null },
  ]);
  const empty = async (path: string) => ({ ...(await ofPart(path)), settings: [] });
  const nothing = await stormproof(['validate', 'fleet.yaml'], { operations: { validateFile: empty } });
  expect(nothing.stdout).toContain('part with nothing in it');
});

it('exits with 0 when every file is sound.', async () => {
  expect((await stormproof(['validate', 'good.yaml'], { operations: { validateFile } })).code).toBe(0);
});

it('verifies a record that agrees, and exits as the run did.', async () => {
  const agreed = await stormproof(['verify', 'runs/x'], { operations: verifying(failedRun(), failedRun()) });
  expect(agreed.code).toBe(1);
  expect(agreed.stdout).toMatch(/^FAIL {2}single-device-storm/);
  expect(agreed.stdout).toContain('agrees with the recorded verdict');
});

it('says it loudly when a record claims another verdict than its history supports, and exits with 1.', async () => {
  const operations = verifying(failedRun(), exampleRun());
  const { code, stdout } = await stormproof(['verify', 'runs/x'], { operations });
  expect(code).toBe(1);
  expect(stdout).toContain('✖ DISAGREES: the record says FAIL, its history says PASS.');
});

it('names the checks that differ when only they do.', async () => {
  const derived = exampleRun({
    checks: exampleRun().checks.map((check) =>
      check.id === 'pacing' ? { ...check, verdict: 'not-exercised' as const } : check,
    ),
  });
  const verifyRecord = async () => ({ run: exampleRun(), agrees: false, ...derived });
  const { code, stdout } = await stormproof(['verify', 'runs/x'], { operations: { verifyRecord } });
  expect(code).toBe(1);
  expect(stdout.replace(/\s+/g, ' ')).toContain('pacing was pass and is not-exercised');
});

it('gives the derived and the recorded verdict as JSON.', async () => {
  const operations = verifying(failedRun(), exampleRun());
  const { stdout } = await stormproof(['verify', 'runs/x', '--json'], { operations });
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    verdict: 'pass',
    agrees: false,
    directory: 'runs/x',
    recorded: { verdict: 'fail' },
  });
});

it('verify --black-box asks for the view from outside, and compares nothing with the record', async () => {
  const asked: unknown[] = [];
  const verifyRecord: Operations['verifyRecord'] = async (directory, options) => {
    asked.push(directory, options);
    const run = failedRun();
    return { run, verdict: 'pass', checks: exampleRun().checks, totals: run.totals, agrees: null };
  };
  const args = ['verify', 'runs/x', '--black-box'];
  const { code, stdout } = await stormproof(args, { operations: { verifyRecord } });
  expect(asked).toEqual(['runs/x', { blackBox: true }]);
  expect(code).toBe(0);
  expect(stdout).toContain('Judged from outside');
});
