// The library is put to the test: the shipped throttle passes every scenario and every variant of it with all claims
// exercised, and the faulty throttles it was written for fail it, convicted by a check it claims.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PACING } from '../../src/domain/check-id.ts';
import { listScenarios } from '../../src/run/scenario-library.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import { planted } from './faults.ts';
import { SCENARIOS } from './library.ts';
import { inWords, type Planned, variantsOf, virtualScenario } from './virtual-scenario.ts';

const runs = (
  await Promise.all(
    SCENARIOS.map(async ([name, faults]) =>
      (
        await variantsOf(name)
      ).map((settings) => ({ name, settings, faults, title: name + inWords(settings) })),
    ),
  )
).flat();

test('every scenario of the library is here, once', async () => {
  const names = (await listScenarios()).map(({ name }) => name);
  expect(SCENARIOS.map(([name]) => name).sort()).toEqual(names);
});

describe.each(runs.map((run) => [run.title, run] as const))('%s', (_, { name, settings, faults }) => {
  let planned: Planned | null = null;
  beforeAll(async () => {
    planned = await virtualScenario(name, settings);
  });
  afterAll(() => {
    planned = null;
  });

  test('is passed by the shipped throttle, with every claim exercised', () => {
    const { scenario, profile, judged } = planned!;
    const { verdict, checks, reason, trackedKeys } = judged(createThrottle);
    expect(verdict, reason).toBe('pass');
    expect(trackedKeys).toBeLessThanOrEqual(profile.capacity.keys);
    for (const claim of scenario.claims.filter((id) => id !== PACING)) {
      expect(checks.find(({ id }) => id === claim)?.exercised, claim).toBeGreaterThan(0);
    }
  });

  test('loses Alerts of streams that are marked as the storm, and of no others', () => {
    const { scenario, judged } = planned!;
    const storms = scenario.streams.flatMap(({ name: of, storm }) => (storm ? [of] : []));
    expect(storms).toEqual(expect.arrayContaining([...judged(createThrottle).losers]));
  });

  const caught = faults.map(({ fault, by, throttle }) => [fault, by, throttle] as const);
  test.each(caught)('is failed by a throttle that %s: %s', (_fault, by, throttle) => {
    const { scenario, judged } = planned!;
    const { verdict, checks } = judged(throttle);
    expect(verdict).toBe('fail');
    expect(scenario.claims).toContain(by);
    expect(checks.find(({ id }) => id === by)).toMatchObject({ verdict: 'fail', witness: expect.anything() });
  });

  test('has an `expect` line that notices one of these, or a throttle that never throttles or keys by code alone', () => {
    const { judged } = planned!;
    const noticed = [...faults, planted('F24'), planted('F30a')].some(({ throttle }) =>
      judged(throttle).checks.some(({ id, verdict }) => id.startsWith('expect: ') && verdict === 'fail'),
    );
    expect(noticed).toBe(true);
  });
});
