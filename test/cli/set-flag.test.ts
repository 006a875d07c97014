// `--set` on the command line, and a scenario that varies: what the operations are asked for.

import { expect, it } from 'vitest';
import type { RunOptions } from '../../src/run/run-options.ts';
import type { Setting } from '../../src/scenario/setting.ts';
import { exampleRun } from '../report/example-run.ts';
import { stormproof } from './fake-world.ts';

const plain = (settings: readonly Setting[] | undefined) => settings?.map(({ path, value }) => [path, value]);

it('hands every --set to the run, in order.', async () => {
  const asked: RunOptions[] = [];
  const runScenario = async (options: RunOptions) => {
    asked.push(options);
    return { directory: 'runs/x', run: exampleRun() };
  };
  const argv = ['run', 's.yaml', '--set', 'seed=3', '--set', 'streams.storm.from=5m', '-q'];
  expect((await stormproof(argv, { operations: { runScenario } })).code).toBe(0);
  expect(asked.map(({ settings }) => plain(settings))).toEqual([
    [
      ['seed', 3],
      ['streams.storm.from', '5m'],
    ],
  ]);
});

it('refuses what is no path and value, with exit code 2.', async () => {
  const { code, stderr } = await stormproof(['run', 's.yaml', '--set', 'seed']);
  expect(code).toBe(2);
  expect(stderr).toContain('It must be a path, `=` and a value');
});

it('runs each variant once, ends with the gravest exit code, and tells them apart.', async () => {
  const listVariants = async () => [1, 2, 3].map((value) => [{ path: 'seed', value }]);
  const verdicts = { 1: 'pass', 2: 'fail', 3: 'inconclusive' } as const;
  const runScenario = async ({ settings = [] }: RunOptions) => {
    const verdict = verdicts[settings[0]!.value as 1 | 2 | 3];
    return { directory: 'runs/x', run: { ...exampleRun(), verdict, settings } };
  };
  const operations = { listVariants, runScenario };
  const { code, stdout } = await stormproof(['run', 's.yaml', '-q'], { operations });
  expect(code).toBe(1);
  expect(stdout).toMatch(/PASS {2,}\S+ {2}seed=1\nFAIL {2,}\S+ {2}seed=2\nINCONCLUSIVE {2}\S+ {2}seed=3\n/);
  const json = await stormproof(['run', 's.yaml', '-q', '--json'], { operations });
  expect(JSON.parse(json.stdout)).toHaveLength(3);
});

it('refuses one --out for several variants.', async () => {
  const listVariants = async () => [[], []];
  const argv = ['run', 's.yaml', '--out', 'here'];
  const { code, stderr } = await stormproof(argv, { operations: { listVariants } });
  expect(code).toBe(2);
  expect(stderr).toContain('2 runs are asked for');
});

it('hands --set to validate, too.', async () => {
  const asked: unknown[] = [];
  const validateFile = async (path: string, settings: readonly Setting[]) => {
    asked.push([path, plain(settings)]);
    return { path, kind: 'scenario', name: 'x' } as const;
  };
  await stormproof(['validate', 's.yaml', '--set', 'seed=3'], { operations: { validateFile } });
  expect(asked).toEqual([['s.yaml', [['seed', 3]]]]);
});
