import { expect, it } from 'vitest';
import { InputError } from '../../src/domain/diagnostic.ts';
import { StormError } from '../../src/domain/failure.ts';
import type { RunOptions } from '../../src/run/run-options.ts';
import { exampleRun, failedRun } from '../report/example-run.ts';
import { FakeHost, FakeStream, IDENTITY, PLAN, stormproof } from './fake-world.ts';

const verdicts = (outcomes: Record<string, () => ReturnType<typeof exampleRun>>) => ({
  runScenario: async ({ scenario }: RunOptions) => ({
    directory: `runs/${scenario}`,
    run: outcomes[scenario]!(),
  }),
});
const broken = (): never => {
  throw new StormError('worker-died', { worker: 1, cause: 'out of memory' });
};

it('prints the summary on stdout, progress on stderr, and exits with 0 when all passed.', async () => {
  const { code, stdout, stderr } = await stormproof(['run', 'single-device-storm']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^PASS {2}single-device-storm/);
  expect(stdout).toContain('Record     runs/single-device-storm');
  expect(stderr).toMatch(/^single-device-storm/);
  expect(stderr).toContain('storm       52%');
});

it('passes every flag on to the run, and the reporter of summary.md.', async () => {
  const seen: RunOptions[] = [];
  const runScenario = async (options: RunOptions) => {
    seen.push(options);
    return { directory: 'd', run: exampleRun() };
  };
  const flags =
    '--seed 42 --profile p.yaml --throttle ./t.mjs --qos 2 --out here --port 1883 --workers 3 --client mqtt.js -q'.split(
      ' ',
    );
  await stormproof(['run', 's.yaml', ...flags], { operations: { runScenario } });
  const { onEvent, signal, reporters, ...rest } = seen[0]!;
  expect(rest).toEqual({
    scenario: 's.yaml',
    seed: 42,
    profile: 'p.yaml',
    throttle: './t.mjs',
    qos: 2,
    out: 'here',
    port: 1883,
    workers: 3,
    client: 'mqtt.js',
    mode: 'mqtt',
    history: true,
  });
  expect([typeof onEvent, signal?.aborted, reporters?.map(({ file }) => file)]).toEqual([
    'function',
    false,
    ['summary.md'],
  ]);
});

it('runs in virtual time, and leaves the history out, when asked to.', async () => {
  const seen: RunOptions[] = [];
  const runScenario = async (options: RunOptions) => {
    seen.push(options);
    return { directory: 'd', run: exampleRun() };
  };
  await stormproof(['run', 's.yaml', '--virtual', '--no-history'], { operations: { runScenario } });
  expect(seen[0]).toMatchObject({ scenario: 's.yaml', mode: 'virtual', history: false });
  const { stdout } = await stormproof(['run', '--help']);
  expect(stdout).toContain('stormproof run single-device-storm --virtual');
});

it.each([
  ['--seed', '-1'],
  ['--seed', '1.5'],
  ['--seed', '9007199254740992'],
  ['--port', '0'],
  ['--port', '65536'],
  ['--workers', '65'],
  ['--workers', 'two'],
  ['--qos', '3'],
  ['--client', 'paho'],
])('refuses %s %s with exit code 2 and starts nothing.', async (flag, value) => {
  const { code, stdout, stderr } = await stormproof(['run', 's', `${flag}=${value}`]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/must be a whole number from|Allowed choices are/);
});

it.each([
  ['pass', 0],
  ['fail', 1],
  ['inconclusive', 3],
] as const)('exits after the verdict %s with %i.', async (verdict, expected) => {
  const { code } = await stormproof(['run', 's'], {
    operations: verdicts({ s: () => exampleRun({ verdict }) }),
  });
  expect(code).toBe(expected);
});

it('prints one JSON document and nothing else on stdout with --json.', async () => {
  const { code, stdout } = await stormproof(['run', 's', '--json'], {
    operations: verdicts({ s: failedRun }),
    env: { FORCE_COLOR: '1' },
  });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual({ ...failedRun(), directory: 'runs/s' });
});

it('prints an array for several scenarios and exits with the gravest code.', async () => {
  const { code, stdout } = await stormproof(['run', 'a', 'b', '--json'], {
    operations: verdicts({ a: failedRun, b: () => exampleRun({ verdict: 'inconclusive' }) }),
  });
  expect(code).toBe(1);
  expect(JSON.parse(stdout).map(({ schemaVersion, directory }: never) => [schemaVersion, directory])).toEqual(
    [
      [1, 'runs/a'],
      [1, 'runs/b'],
    ],
  );
});

it('goes on with the next scenario when one breaks, and closes with all verdicts.', async () => {
  const { code, stdout, stderr } = await stormproof(['run', 'a', 'b', 'c', '-q'], {
    operations: verdicts({ a: exampleRun, b: broken, c: failedRun }),
  });
  expect(code).toBe(4);
  expect(stderr).toMatch(/^error: meter worker 1 died during the run: out of memory\nhint: /);
  expect(stdout).toMatch(/\nPASS {2}single-device-storm\nFAIL {2}single-device-storm\n$/);
});

it('starts none of several scenarios when one of them cannot be planned.', async () => {
  const started: string[] = [];
  const { code, stdout, stderr } = await stormproof(['run', 'a', 'b', 'c'], {
    operations: {
      runScenario: async ({ scenario }) => {
        started.push(scenario);
        return { directory: 'd', run: exampleRun() };
      },
      planScenario: async ({ scenario }) => {
        const place = { file: scenario, line: 3, column: 5, hint: null, frame: '' };
        throw new InputError(scenario, [{ ...place, message: `bad ${scenario}` }]);
      },
    },
  });
  expect([code, stdout, started]).toEqual([2, '', []]);
  for (const name of ['a', 'b', 'c']) expect(stderr).toContain(`${name}:3:5: bad ${name}`);
});

it('refuses one --out for several scenarios.', async () => {
  const { code, stderr } = await stormproof(['run', 'a', 'b', '--out', 'd']);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^error: --out names one directory, but 2 scenarios were given\nhint: Leave --out out/,
  );
});

it('leaves stdout empty when the run itself fails, even with --json.', async () => {
  const { code, stdout } = await stormproof(['run', 'a', '--json'], { operations: verdicts({ a: broken }) });
  expect([code, stdout]).toEqual([4, '']);
});

it('says with --dry-run what would be sent, and runs nothing.', async () => {
  const operations = { runScenario: async () => broken() };
  const { code, stdout, stderr } = await stormproof(['run', 's', '--dry-run'], { operations });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/12,345 Alerts from 1,001 Devices, at most 433 in one second/);
  const json = await stormproof(['run', 's', '--dry-run', '--json'], { operations });
  expect(JSON.parse(json.stdout)).toMatchObject({ schemaVersion: 1, scenario: 's', peakPerSecond: 433 });
});

it('names with --dry-run the Alert of each stream where it is known, and runs any code where it is not.', async () => {
  const { code, stdout } = await stormproof(['run', 's', '--dry-run']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/storm +81C3 {2}Tilt tamper +1 +180/);
  expect(stdout).toMatch(/background +8ABC {2}– +1,000 +12,165/);
});

it('says with --dry-run how many Alerts are sent again, of each stream, where any is.', async () => {
  const [background, storm] = PLAN.streams;
  const streams = [background!, { ...storm!, alerts: 216, resent: 36 }];
  const operations = { planScenario: async () => ({ ...PLAN, streams }) };
  const { stdout } = await stormproof(['run', 's', '--dry-run'], { operations });
  expect(stdout).toMatch(/Devices +Alerts +Sent again/);
  expect(stdout).toMatch(/storm +81C3 {2}Tilt tamper +1 +216 +36/);
  expect(stdout).toContain('12,345 Alerts, 36 of them sent again, from 1,001 Devices');
  expect((await stormproof(['run', 's', '--dry-run'])).stdout).not.toMatch(/sent again/i);
});

it.each([
  [
    { devices: 1, behindUs: 7_200_000_000, aheadUs: 0 },
    'the clock of 1 Device is wrong, by up to 2 h behind',
  ],
  [
    { devices: 1_200, behindUs: 412_000, aheadUs: 300_000_000 },
    'the clocks of 1,200 Devices are wrong, by up to 412 ms behind and 5 min ahead',
  ],
])('says with --dry-run how wrong clocks are, where any is.', async (wrongClocks, sentence) => {
  const operations = { planScenario: async () => ({ ...PLAN, wrongClocks }) };
  expect((await stormproof(['run', 's', '--dry-run'], { operations })).stdout).toContain(sentence);
  expect((await stormproof(['run', 's', '--dry-run'])).stdout).not.toContain('clock');
});

it('says which throttle is judged before the first message, and with --dry-run.', async () => {
  const throttle = {
    name: 'mine',
    source: 'plug-in',
    path: './mine.mjs',
    sha256: 'abcdef0123456789',
  } as const;
  const identity = { ...IDENTITY, throttle };
  const operations = {
    planScenario: async () => ({ ...PLAN, ...identity }),
    runScenario: async ({ onEvent }: RunOptions) => {
      onEvent?.({ event: 'planned', identity });
      return { directory: 'd', run: exampleRun() };
    },
  };
  const said = 'mine (plug-in ./mine.mjs, sha256 abcdef012345)';
  expect((await stormproof(['run', 's'], { operations })).stderr).toContain(`throttle    ${said}`);
  expect((await stormproof(['run', 's', '--dry-run'], { operations })).stdout).toContain(`throttle ${said}`);
});

it('shows no progress when quiet.', async () => {
  const { stderr } = await stormproof(['run', 's', '--quiet']);
  expect(stderr).toBe('');
});

it('draws a panel on a terminal and takes it away before the summary.', async () => {
  const stderr = new FakeStream({ isTTY: true });
  const { code } = await stormproof(['run', 's'], { stderr, env: { TERM: 'xterm' } });
  expect(code).toBe(0);
  expect(stderr.text).toContain('throttled keys');
  expect(stderr.text).toContain('\u001b[2K');
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('drains on the first %s, keeps what came of it, and exits with %i.', async (signal, expected) => {
  const host = new FakeHost();
  const started: string[] = [];
  const world = await stormproof(['run', 'a', 'b'], {
    host,
    operations: {
      runScenario: async (options) => {
        started.push(options.scenario);
        host.emit(signal);
        return { directory: 'runs/a', run: exampleRun({ interrupted: options.signal?.aborted === true }) };
      },
    },
  });
  expect(world.code).toBe(expected);
  expect(world.stderr).toContain('draining; press Ctrl-C again to stop at once');
  expect(world.stdout).toContain('Interrupted: this is a partial record.');
  expect([started, host.exits]).toEqual([['a'], []]);
  expect(host.listenerCount('SIGINT') + host.listenerCount('SIGTERM')).toBe(0);
});

it('ends at once on the second signal.', async () => {
  const host = new FakeHost();
  await stormproof(['run', 'a'], {
    host,
    operations: {
      runScenario: async () => {
        host.emit('SIGINT');
        host.emit('SIGINT');
        return { directory: 'd', run: exampleRun() };
      },
    },
  });
  expect(host.exits).toEqual([130]);
});
