// Which run answers to which baseline, and what is said of those that answer to none.

import { expect, it } from 'vitest';
import type { FoundRecord } from '../../src/compare/find-records.ts';
import { pairRecords } from '../../src/compare/pair-records.ts';
import { exampleRun } from '../report/example-run.ts';

interface Traits {
  readonly seed?: number;
  readonly profile?: string;
  readonly mode?: 'mqtt' | 'virtual';
  readonly day?: number;
}

function record(
  directory: string,
  scenario: string,
  { seed = 1, profile = 'p', mode = 'mqtt', day = 1 }: Traits = {},
): FoundRecord {
  const run = exampleRun();
  return {
    directory,
    traits: {
      scenario: { ...run.scenario, name: scenario },
      seed,
      profile: { ...run.profile, name: profile },
      mode,
      start: `2026-01-0${day}T00:00:00.000Z`,
    },
  };
}

function paired(runs: FoundRecord[], baselines: FoundRecord[]) {
  const { pairs, unpaired } = pairRecords(runs, baselines);
  return {
    pairs: pairs.map(({ run, baseline }) => `${run.directory} ${baseline.directory}`),
    unpaired: unpaired.map(({ directory, reason }) => `${directory} ${reason}`),
  };
}

it('pairs by scenario, whatever the seed and the profile, and names those left over', () => {
  const runs = [record('r/b', 'b'), record('r/a', 'a', { seed: 2, profile: 'q' }), record('r/new', 'new')];
  expect(paired(runs, [record('x/a', 'a'), record('x/b', 'b'), record('x/gone', 'gone')])).toEqual({
    pairs: ['r/a x/a', 'r/b x/b'],
    unpaired: ['x/gone no-run', 'r/new no-baseline'],
  });
});

it.each([
  ['seed', { seed: 2 }],
  ['profile', { profile: 'q' }],
  ['mode', { mode: 'virtual' }],
] as const)('tells several records of one scenario apart by %s', (_, other) => {
  const runs = [record('r/1', 'a'), record('r/2', 'a', other)];
  const baselines = [record('x/2', 'a', other), record('x/1', 'a')];
  expect(paired(runs, baselines)).toEqual({ pairs: ['r/1 x/1', 'r/2 x/2'], unpaired: [] });
});

it('compares the newest of several that cannot be told apart, on both sides', () => {
  const runs = [
    record('r/1', 'a', { day: 1 }),
    record('r/3', 'a', { day: 3 }),
    record('r/2', 'a', { day: 2 }),
  ];
  expect(paired(runs, [record('x/1', 'a', { day: 1 }), record('x/2', 'a', { day: 2 })])).toEqual({
    pairs: ['r/3 x/2'],
    unpaired: ['r/2 older', 'r/1 older', 'x/1 older'],
  });
});

it('leaves a run of another seed without a baseline when its scenario is there more than once', () => {
  expect(paired([record('r/1', 'a'), record('r/9', 'a', { seed: 9 })], [record('x/1', 'a')])).toEqual({
    pairs: ['r/1 x/1'],
    unpaired: ['r/9 no-baseline'],
  });
});
