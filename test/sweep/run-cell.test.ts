// One cell: planned, decided, measured and judged like any run in virtual time, but for what the scenario asks of its own
// values. What cannot be planned or made is told and ends nothing.

import { describe, expect, it, test } from 'vitest';
import { planEmissions } from '../../src/plan/emission-plan.ts';
import { fingerprint } from '../../src/plan/fingerprint.ts';
import { throttleUnderTest } from '../../src/run/throttle-under-test.ts';
import { parseExpectation } from '../../src/scenario/expectation.ts';
import type { Expectation, Scenario } from '../../src/scenario/scenario.ts';
import { planNameOf } from '../../src/sweep/cell-plan.ts';
import { type CellOrder, CellRunner } from '../../src/sweep/run-cell.ts';
import type { RanCell } from '../../src/sweep/sweep-document.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { ThrottleFactory } from '../../src/throttle/throttle.ts';
import { HOUR_US, scenarioOf, streamOf } from '../plan/scenario-of.ts';
import { profileOf, ruleOf } from '../verify/profile-of.ts';

const MINUTE_US = HOUR_US / 60;
const STORM = streamOf({
  devices: { type: 'GSME', count: 1 },
  arrival: { shape: 'every', intervalUs: MINUTE_US },
  untilUs: HOUR_US / 2,
  storm: true,
});
const AFTER = streamOf({
  ...{ name: 'after', devices: { type: 'GSME', count: 1 } },
  arrival: { shape: 'at', timesUs: [HOUR_US - MINUTE_US] },
});
const SCENARIO = scenarioOf([STORM, AFTER]);
const profileWith = (threshold: number) =>
  profileOf({ default: ruleOf(threshold, 10 * MINUTE_US, 5 * MINUTE_US) });

const orderOf = (threshold: number, scenario = SCENARIO): CellOrder => ({
  planName: planNameOf({ scenario, trace: null }),
  scenario,
  trace: null,
  profile: profileWith(threshold),
});

function ran(order: CellOrder, throttle: ThrottleFactory = createThrottle) {
  const result = new CellRunner(throttle).run(order);
  if (result.status !== 'ran') throw new Error(result.reasons.join());
  return result as Pick<RanCell, 'plan' | 'verdict' | 'checks' | 'figures'>;
}

test('a cell has its plan, its figures and the verdict of the checks', () => {
  const { plan, verdict, checks, figures } = ran(orderOf(3));
  const planned = planEmissions(SCENARIO, SCENARIO.seed);
  expect(plan).toEqual({ hash: fingerprint(planned), devices: 30, alerts: 31 });
  expect(verdict).toBe('pass');
  expect(checks).toMatchObject({ failed: [], inconclusive: [] });
  expect(checks.passed).toContain('decisions');
  expect(checks.notExercised).toContain('pacing');
  // Delivered: 0, 1, 2 min; engaged at 3 min; copies at 8, 13, 18, 23, 28 min; and the Alert after the storm.
  expect(figures).toMatchObject({
    ...{ received: 31, delivered: 9, discarded: 22, honest: { received: 0, lost: 0 }, stormKeys: 1 },
    engage: { keys: 1, medianUs: 3 * MINUTE_US },
    release: { keys: 1, medianUs: 30 * MINUTE_US },
    silence: { stormUs: 31 * MINUTE_US, honestUs: null },
    unreported: 0,
  });
});

test('cells of one plan, one after the other, are each as if it were alone', () => {
  const runner = new CellRunner(createThrottle);
  const others = scenarioOf([STORM], { seed: 8 });
  for (const order of [orderOf(3), orderOf(5), orderOf(3, others), orderOf(3), orderOf(5)]) {
    expect(runner.run(order)).toEqual({ status: 'ran', ...ran(order) });
  }
});

test('a plan that is made to be shared serves another runner as if it were its own', () => {
  const maker = new CellRunner(createThrottle);
  const plan = maker.shareablePlan(orderOf(3));
  expect(plan!.arrivals.timeUs.buffer).toBeInstanceOf(SharedArrayBuffer);
  const taker = new CellRunner(createThrottle);
  taker.takePlan(structuredClone(plan));
  for (const threshold of [3, 5, 3]) {
    const alone = { status: 'ran', ...ran(orderOf(threshold)) };
    expect(maker.run(orderOf(threshold))).toEqual(alone);
    expect(taker.run(orderOf(threshold))).toEqual(alone);
  }
});

test('a plan goes by what goes into it', () => {
  const nameOf = (scenario: Scenario): string => planNameOf({ scenario, trace: null });
  const name = nameOf(SCENARIO);
  expect(nameOf(scenarioOf([STORM, AFTER], { title: 'Another', claims: ['floor'] }))).toBe(name);
  expect(nameOf(scenarioOf([STORM, AFTER], { seed: 8 }))).not.toBe(name);
  expect(nameOf(scenarioOf([AFTER, STORM]))).not.toBe(name);
});

test('claims and expectations of the scenario do not count: they were written for other values', () => {
  const expect1 = parseExpectation('storm.discarded == 0', ['storm']) as Expectation;
  const asking = scenarioOf([STORM, AFTER], { claims: ['exclusion'], expect: [expect1] });
  const { verdict, checks } = ran(orderOf(3, asking));
  expect(verdict).toBe('pass');
  expect(checks).toEqual(ran(orderOf(3)).checks);
});

describe('a wrong throttle', () => {
  it('fails its cell, with what convicts it', () => {
    const open: ThrottleFactory = () => ({
      trackedKeys: 0,
      decide: () => ({ outcome: 'deliver', reason: 'all' }),
    });
    const { verdict, checks, figures } = ran(orderOf(3), open);
    expect(verdict).toBe('fail');
    expect(checks.failed.map(({ id }) => id)).toContain('decisions');
    expect(checks.failed[0]!.witness).toMatch(/\w/);
    expect(figures).toMatchObject({
      discarded: 0,
      engage: { keys: 0, never: 1 },
      silence: { stormUs: null },
    });
  });

  it('that is given up fails its cell, too, measured as far as it came', async () => {
    const { make } = await throttleUnderTest(() => ({
      trackedKeys: 0,
      decide: () => {
        throw new Error('never');
      },
    }));
    const long = scenarioOf([{ ...STORM, arrival: { shape: 'every', intervalUs: 1_000_000 } }]);
    const { verdict, figures } = ran(orderOf(3, long), make);
    expect(verdict).toBe('fail');
    expect(figures).toMatchObject({
      received: 100,
      delivered: 0,
      discarded: 0,
      peak: { delivered: { user: null } },
    });
  });
});

describe('a cell is not possible', () => {
  it('where nothing is planned, or too much', () => {
    const runner = new CellRunner(createThrottle);
    const none = scenarioOf([streamOf({ arrival: { shape: 'at', timesUs: [] } })]);
    expect(runner.run(orderOf(3, none))).toEqual({
      status: 'not-possible',
      reasons: ['the scenario plans no Alert at all'],
    });
    const flood = scenarioOf([streamOf({ arrival: { shape: 'every', intervalUs: 1 } })]);
    expect(runner.run(orderOf(3, flood))).toMatchObject({ status: 'not-possible' });
    expect(runner.shareablePlan(orderOf(3, flood))).toBeNull();
    expect(runner.run(orderOf(3))).toMatchObject({ status: 'ran' });
  });

  it('where the throttle does not take its profile', async () => {
    const picky: ThrottleFactory = (profile, clock) => {
      if (profile.default.threshold > 3) throw new Error('three at most');
      return createThrottle(profile, clock);
    };
    const { make } = await throttleUnderTest(picky);
    const runner = new CellRunner(make);
    expect(runner.run(orderOf(3))).toMatchObject({ status: 'ran', verdict: 'pass' });
    expect(runner.run(orderOf(4))).toEqual({
      status: 'not-possible',
      reasons: ['the throttle picky cannot be used: its factory threw: three at most'],
    });
  });

  it('and a defect is none: it is thrown', () => {
    const broken: ThrottleFactory = () => {
      throw new TypeError('x is not a function');
    };
    expect(() => new CellRunner(broken).run(orderOf(3))).toThrow(TypeError);
  });
});
