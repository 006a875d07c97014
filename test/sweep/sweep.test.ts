// A sweep from files to its directory, in this thread: the document, the events, what is kept and what is not.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { checkManifest } from '../../src/record/manifest.ts';
import { readSetting } from '../../src/scenario/setting.ts';
import { sweep } from '../../src/sweep/sweep.ts';
import type { SweepEvent, SweepOptions } from '../../src/sweep/sweep-options.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { ThrottleFactory } from '../../src/throttle/throttle.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const newPlace = temporaryDirectory();
let place: string;
let scenario: string;
beforeEach(() => {
  place = newPlace();
  mkdirSync(place);
  scenario = join(place, 'small.yaml');
  writeFileSync(scenario, SCENARIO);
  writeFileSync(join(place, 'p.yaml'), PROFILE);
});

const SCENARIO = `scenario: 1
name: small
title: Two keys of one meter
claims: [recovery]
duration: 10m
profile: p.yaml
population: { hubs: 1, devices: { ESME: 1 } }
streams:
  - { name: storm, devices: { type: ESME }, alert: "8F3D", arrival: { every: 10s }, until: 5m, storm: true }
  - { name: honest, devices: { type: ESME }, alert: "8F0A", arrival: { every: 1m } }
expect: ["storm.discarded == 27"]
`;
const PROFILE = `profile: 1
name: p
provenance: { status: illustrative, source: chosen for a test }
default: { threshold: 3, window: { length: 10m }, forward: { period: 10m }, release: { rule: window } }
`;

/** The shipped throttle as a function of one's own: it stays in this thread. */
const mine: ThrottleFactory = (profile, clock) => createThrottle(profile, clock);

const start = (options: Partial<SweepOptions> = {}) =>
  sweep({ scenarios: [scenario], out: join(place, 'out'), throttle: mine, ...options });

const THRESHOLDS = ['profile.default.threshold=3,5,20'];

test('a recorded trace is swept like a scenario, read once and by any User it is addressed to', async () => {
  const alert = (second: number, code: string, recipient: string): string =>
    `${second},02-53-50-01-00-00-00-01,${code},${recipient}`;
  const lines = [0, 10, 20, 30, 40].flatMap((second) => [
    alert(second, '8F3D', 'Supplier'),
    alert(second, '8F35', 'NetworkOperator'),
  ]);
  writeFileSync(join(place, 'storm.csv'), ['time,device,code,recipient', ...lines, ''].join('\n'));
  writeFileSync(
    scenario,
    'scenario: 1\nname: small\ntitle: A trace\nprofile: p.yaml\ntrace: { file: storm.csv }\n',
  );
  const { sweep: document } = await start({ vary: THRESHOLDS });
  const discarded = document.cells.map((cell) => cell.status === 'ran' && cell.figures.discarded);
  expect(discarded).toEqual([2 * 2, 0, 0]);
  expect(document).toMatchObject({ verdict: 'pass' });
});

test('the document says what was swept and what came of it', async () => {
  const settings = [readSetting('seed=5')!];
  const { directory, sweep: document } = await start({ vary: THRESHOLDS, settings });
  expect(directory).toBe(join(place, 'out'));
  expect(JSON.parse(readFileSync(join(directory, 'sweep.json'), 'utf8'))).toEqual(document);
  expect(document).toMatchObject({
    ...{ schemaVersion: 1, verdict: 'pass', workers: 1 },
    tool: { name: 'stormproof', version: '0.1.0' },
    throttle: { name: 'mine', source: 'plug-in' },
    settings: [{ path: 'seed', value: 5 }],
    scenarios: [
      {
        ...{ name: 'small', title: 'Two keys of one meter', stormStreams: ['storm'] },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        axes: [{ path: 'profile.default.threshold', values: [3, 5, 20] }],
      },
    ],
  });
  expect(document.cells.map(({ cell, scenario: of, settings: set }) => [cell, of, set[0]!.value])).toEqual([
    ...[
      [1, 0, 3],
      [2, 0, 5],
      [3, 0, 20],
    ],
  ]);
  for (const cell of document.cells) {
    expect(cell).toMatchObject({
      ...{ status: 'ran', seed: 5, verdict: 'pass' },
      plan: { devices: 1, alerts: 40, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      profile: { name: 'p', provenance: { status: 'illustrative' } },
    });
  }
  const figures = document.cells.map((cell) => (cell.status === 'ran' ? cell.figures : null)!);
  expect(figures.map(({ discarded, honest, engage }) => [discarded, honest.lost, engage.medianUs])).toEqual([
    [34, 7, 30_000_000],
    [30, 5, 50_000_000],
    [10, 0, 200_000_000],
  ]);
});

test('files of reporters are beside it, sealed by a manifest', async () => {
  const reporters = [
    { file: 'one.txt', render: () => 'one' },
    { file: 'two.txt', render: async ({ cells }: { cells: readonly unknown[] }) => `${cells.length}` },
  ];
  const { directory } = await start({ vary: THRESHOLDS, reporters });
  const files = ['manifest.sha256', 'one.txt', 'sweep.json', 'two.txt'];
  expect(readdirSync(directory).sort()).toEqual(files);
  expect(readFileSync(join(directory, 'two.txt'), 'utf8')).toBe('3');
  await checkManifest(directory, files.slice(1));
});

test('it tells what it does, in order', async () => {
  const events: SweepEvent[] = [];
  const vary = [...THRESHOLDS, 'profile.default.release={rule: below, clear: 4}'];
  const { directory, sweep: document } = await start({ vary, onEvent: (event) => events.push(event) });
  expect(document.cells[0]).toMatchObject({
    ...{ cell: 1, status: 'not-possible' },
    reasons: [expect.stringContaining('must be below the threshold, which is 3')],
  });
  expect(events).toEqual([
    { event: 'planned', scenarios: [scenario], cells: 2, notPossible: 1, workers: 1 },
    { event: 'cell', done: 1, cells: 2 },
    { event: 'cell', done: 2, cells: 2 },
    { event: 'writing' },
    { event: 'recorded', directory },
  ]);
});

test('cells of several plans come out in the order of the grid', async () => {
  const { sweep: document } = await start({ vary: [...THRESHOLDS, 'streams.storm.arrival.every=10s,30s'] });
  expect(document.cells.map((cell) => (cell.status === 'ran' ? cell.plan.alerts : 0))).toEqual([
    ...[40, 20, 40, 20, 40, 20],
  ]);
  const plans = new Set(document.cells.map((cell) => (cell.status === 'ran' ? cell.plan.hash : '')));
  expect(plans.size).toBe(2);
});

describe('the verdict', () => {
  it('is that of the gravest cell', async () => {
    const wrongAbove3: ThrottleFactory = (profile, clock) =>
      profile.default.threshold === 3
        ? createThrottle(profile, clock)
        : { trackedKeys: 0, decide: () => ({ outcome: 'deliver', reason: 'all' }) };
    const { sweep: document } = await start({ vary: THRESHOLDS, throttle: wrongAbove3 });
    expect(document.verdict).toBe('fail');
    expect(document.cells.map((cell) => (cell.status === 'ran' ? cell.verdict : ''))).toEqual([
      ...['pass', 'fail', 'fail'],
    ]);
  });

  it('is inconclusive where a check could not tell', async () => {
    const { sweep: document } = await start({ vary: ['profile.capacity={keys: 1, overflow: forward}'] });
    expect(document.verdict).toBe('inconclusive');
  });
});

describe('nothing is kept', () => {
  const nothing = () => expect(readdirSync(place).sort()).toEqual(['p.yaml', 'small.yaml']);

  it('of a sweep that is stopped', async () => {
    const stopping = new AbortController();
    const stopped = start({
      vary: THRESHOLDS,
      signal: stopping.signal,
      onEvent: ({ event }) => event === 'cell' && stopping.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    nothing();
  });

  it('of one that was stopped before it began', async () => {
    await expect(start({ vary: THRESHOLDS, signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    nothing();
  });

  it('where no cell turns out to be possible', async () => {
    const never: ThrottleFactory = () => {
      throw new Error('not today');
    };
    await expect(start({ vary: THRESHOLDS, throttle: never })).rejects.toMatchObject({
      kind: 'usage',
      message:
        'no cell of the grid is possible; the first: the throttle never cannot be used: its factory threw: not today',
    });
    nothing();
  });

  it('where a report breaks', async () => {
    const reporters = [{ file: 'one.txt', render: () => Promise.reject(new Error('no ink')) }];
    await expect(start({ vary: THRESHOLDS, reporters })).rejects.toThrow('no ink');
    nothing();
  });

  it('over what is there', async () => {
    mkdirSync(join(place, 'out'));
    await expect(start({ vary: THRESHOLDS })).rejects.toMatchObject({ kind: 'record-exists' });
    expect(readdirSync(join(place, 'out'))).toEqual([]);
  });
});

test('without a place it goes below sweeps/, which names the latest', async () => {
  const here = process.cwd();
  process.chdir(place);
  try {
    const { directory } = await sweep({ scenarios: ['small.yaml'], vary: THRESHOLDS, throttle: mine });
    expect(dirname(directory)).toBe('sweeps');
    expect(basename(directory)).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-small$/);
    expect(existsSync(join('sweeps', 'latest', 'sweep.json'))).toBe(true);
    const several = await sweep({ scenarios: ['small.yaml', scenario], vary: THRESHOLDS, throttle: mine });
    expect(basename(several.directory)).toMatch(/Z-2-scenarios$/);
    expect(several.sweep.cells.map(({ cell, scenario: of }) => [cell, of])).toEqual([
      ...[
        [1, 0],
        [2, 0],
        [3, 0],
        [4, 1],
        [5, 1],
        [6, 1],
      ],
    ]);
  } finally {
    process.chdir(here);
  }
});
