// The grid before anything runs: every combination in order, what the scenario varies of its own, what is not possible and
// why, and what is refused as a whole.

import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { InputError } from '../../src/domain/diagnostic.ts';
import { MAX_SWEEP_CELLS } from '../../src/domain/limits.ts';
import { readSetting } from '../../src/scenario/setting.ts';
import { isPossible, readGrid } from '../../src/sweep/grid.ts';
import type { SweepOptions } from '../../src/sweep/sweep-options.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const place = temporaryDirectory();
const written = (name: string, text: string): string => {
  const path = place(name);
  writeFileSync(path, text);
  return path;
};

const profileText = (name: string): string => `profile: 1
name: ${name}
provenance: { status: illustrative, source: chosen for a test }
default:
  threshold: 5
  window: { length: 1h }
  forward: { period: 1h }
  release: { rule: below, clear: 3 }
`;
const PROFILE = written('p.yaml', profileText('p'));
const OTHER_PROFILE = written('other.yaml', profileText('other'));

const scenarioText = (name: string, more = ''): string => `scenario: 1
name: ${name}
title: A sample
duration: 10m
profile: ${basename(PROFILE)}
population: { hubs: 3, devices: { GSME: 2 } }
streams:
  - { name: storm, devices: { type: GSME }, alert: "81C3", arrival: { every: 5s }, storm: true }
${more}`;
const PLAIN = written('plain.yaml', scenarioText('plain'));
const VARIED = written('varied.yaml', scenarioText('varied', 'vary: { seed: [1, 2], duration: [5m, 10m] }'));

const grid = (options: Partial<SweepOptions>) => readGrid({ scenarios: [PLAIN], ...options });

/** The values of each cell, one line for each; what is not possible in brackets. */
async function linesOf(options: Partial<SweepOptions>): Promise<string[][]> {
  const grids = await grid(options);
  return grids.map(({ cells }) =>
    cells.map(({ settings, inputs }) => {
      const values = settings.map(({ value }) => String(value)).join(' ');
      return isPossible(inputs) ? values : `(${values})`;
    }),
  );
}

async function refusal(options: Partial<SweepOptions>): Promise<string[]> {
  try {
    await grid(options);
  } catch (thrown) {
    if (thrown instanceof InputError) {
      return thrown.diagnostics.map(
        ({ file, line, column, message }) => `${file}:${line}:${column} ${message}`,
      );
    }
    return [(thrown as Error).message];
  }
  return [];
}

describe('cells', () => {
  it('are every combination, the last axis changing fastest', async () => {
    expect(await linesOf({ vary: ['profile.default.threshold=4,5', 'duration=1m..3m:1m'] })).toEqual([
      ['4 1m', '4 2m', '4 3m', '5 1m', '5 2m', '5 3m'],
    ]);
  });

  it('take what the scenario varies of its own, slower than what is given, unless it is given or set', async () => {
    const scenarios = [PLAIN, VARIED];
    const vary = ['profile.default.threshold=4,5'];
    const own = ['1 5m', '1 10m', '2 5m', '2 10m'];
    expect(await linesOf({ scenarios, vary })).toEqual([
      ['4', '5'],
      own.flatMap((values) => [`${values} 4`, `${values} 5`]),
    ]);
    expect(await linesOf({ scenarios: [VARIED], vary: ['duration=1m'] })).toEqual([['1 1m', '2 1m']]);
    const settings = [readSetting('duration=2m')!];
    expect(await linesOf({ scenarios: [VARIED], settings })).toEqual([['1', '2']]);
  });

  it('carry their values, those that are set, the seed and the profile', async () => {
    const [one] = await grid({
      ...{ vary: ['profile.default.threshold=4,6'], seed: 9, profile: OTHER_PROFILE },
      settings: [readSetting('streams.storm.arrival.every=1s')!],
    });
    const inputs = one!.cells.map((cell) => cell.inputs).filter(isPossible);
    expect(inputs.map(({ profile }) => [profile.name, profile.default.threshold])).toEqual([
      ['other', 4],
      ['other', 6],
    ]);
    expect(inputs.map(({ scenario }) => [scenario.seed, scenario.streams[0]!.arrival])).toEqual(
      Array(2).fill([9, { shape: 'every', intervalUs: 1_000_000 }]),
    );
    expect(inputs[0]!.scenario.streams).toBe(inputs[1]!.scenario.streams);
  });

  it('may differ in the profile itself', async () => {
    const vary = [`profile=${basename(PROFILE)},${basename(OTHER_PROFILE)},none.yaml`];
    const [one] = await grid({ vary });
    expect(one!.cells.map(({ inputs }) => (isPossible(inputs) ? inputs.profile.name : 'none'))).toEqual([
      ...['p', 'other', 'none'],
    ]);
    expect(one!.cells[2]!.inputs).toMatchObject({
      reasons: [expect.stringMatching(/^profile not found: .*none\.yaml$/)],
    });
  });
});

describe('a cell that is not possible', () => {
  it('stays in the grid, with every reason and its place', async () => {
    const vary = ['profile.default.threshold=3..5', 'profile.default.release.clear=0,2'];
    expect(await linesOf({ vary })).toEqual([['(3 0)', '3 2', '(4 0)', '4 2', '(5 0)', '5 2']]);
    const [one] = await grid({ vary: ['profile.default.threshold=3,5', 'duration=10m'] });
    expect(one!.cells[0]!.inputs).toEqual({
      reasons: [
        expect.stringMatching(/p\.yaml:8:34: `clear` must be below the threshold, which is 3; it is 3$/),
      ],
    });
  });
});

describe('the whole grid is refused', () => {
  test.each([
    ['where nothing varies', {}, ['nothing varies']],
    ['for a text that is no axis', { vary: ['seed'] }, ['--vary:1:1 `seed` is no path with values']],
    [
      'where a scenario has no cell that is possible: a path that leads nowhere',
      { scenarios: [PLAIN, VARIED], vary: ['streams.strom.jitter=1s,2s'] },
      ['--vary:1:22 `streams` has no `strom`', '--vary:1:25 `streams` has no `strom`'],
    ],
    [
      'or a value that is never right',
      { vary: ['profile.default.threshold=0'] },
      ['--vary:1:27 `threshold` must be a whole number of at least 1; found 0'],
    ],
    [
      'for what is not there',
      { scenarios: [PLAIN, 'nowhere.yaml'], vary: ['seed=1'] },
      ['scenario not found: nowhere.yaml'],
    ],
    [
      'for more cells than are possible',
      { scenarios: [PLAIN, VARIED], vary: ['seed=1..500', 'duration=1m..2m:30s'] },
      ['the grid has 3000 cells; at most 2500 are possible'],
    ],
    [
      'for a seed that varies and is fixed',
      { vary: ['seed=1,2'], seed: 3 },
      ['`seed` varies, and --seed names one for all cells'],
    ],
    [
      'for a profile that varies and is fixed',
      { vary: ['profile=p.yaml'], profile: PROFILE },
      ['`profile` varies, and --profile names one for all cells'],
    ],
    [
      'for a path that varies and is set',
      { vary: ['seed=1,2'], settings: [readSetting('seed=3')!] },
      ['--vary:1:1 `seed` is set with --set and cannot vary, too'],
    ],
  ] satisfies [string, Partial<SweepOptions>, string[]][])('%s', async (_, options, messages) => {
    expect(MAX_SWEEP_CELLS).toBe(2500);
    expect(await refusal(options)).toEqual(messages);
  });
});
