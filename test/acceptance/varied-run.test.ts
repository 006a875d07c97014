// A run with values set from outside, over real sockets: its record says them, and is judged by them again elsewhere.

import { rename } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runScenario } from '../../src/run/run-scenario.ts';
import { verifyRecord } from '../../src/run/verify-record.ts';
import { type Workplace, workplace } from './small-storm.ts';

let place: Workplace;

beforeAll(async () => {
  place = await workplace((text) => `${text}vary:\n  profile.default.threshold: [3, 8]\n`);
});

afterAll(() => place.remove());

it('keeps what was set in the record, and verify applies it without the files the run was made from', async () => {
  const settings = [
    { path: 'profile.default.threshold', value: 8 },
    { path: 'expect', value: ['storm.delivered >= 8'] },
  ];
  const { run, directory } = await runScenario({
    scenario: place.scenario,
    out: place.record('run'),
    settings,
  });
  expect(run.settings).toEqual(settings);
  expect(run.verdict).toBe('pass');
  await rename(place.scenario, place.record('gone.yaml'));
  const verified = await verifyRecord(directory);
  await rename(place.record('gone.yaml'), place.scenario);
  expect(verified.agrees).toBe(true);
  expect(verified.checks.at(-1)).toMatchObject({ id: 'expect: storm.delivered >= 8', verdict: 'pass' });
});

it('does not run a scenario that varies without one value of each path', async () => {
  await expect(runScenario({ scenario: place.scenario, out: place.record('open') })).rejects.toThrow(
    'the scenario varies profile.default.threshold, and a run needs one value of each',
  );
});
