// What a storm is rehearsed with: nothing where it is slow or there are no files left, otherwise small storms that look
// like it and that nobody hears of.

import { expect, test } from 'vitest';
import { REHEARSAL_ALERTS, SPARE_FILES } from '../../src/domain/limits.ts';
import { planEmissions } from '../../src/plan/emission-plan.ts';
import { rehearsalsOf } from '../../src/run/rehearsal.ts';
import type { StormOrder } from '../../src/run/storm-order.ts';
import { throttleUnderTest } from '../../src/run/throttle-under-test.ts';
import { scenarioOf, shaped } from '../plan/scenario-of.ts';
import { profileOf } from '../verify/profile-of.ts';

const SECOND_US = 1_000_000;
const METERS = 20;
const throttle = await throttleUnderTest(undefined);

/** A second of 20 meters, each sending at this rate, shared out among two workers. */
function stormOf(eachPerSecond: number): StormOrder {
  const every = shaped({ shape: 'every', intervalUs: SECOND_US / eachPerSecond }, 0, SECOND_US);
  const scenario = scenarioOf([every], { durationUs: SECOND_US });
  return {
    scenario,
    profile: profileOf(),
    plan: planEmissions(scenario, 7),
    throttle,
    brokers: 1,
    workers: 2,
    client: 'fast',
    port: 1883,
    practice: false,
    onEvent: () => expect.fail('somebody heard of it'),
    signal: new AbortController().signal,
    seams: {},
  };
}

const QUICK = 100;
const SLOW = 40;

test('a slow storm is not rehearsed', () => {
  expect(rehearsalsOf(stormOf(SLOW), Number.POSITIVE_INFINITY)).toEqual([]);
});

test('a quick one is, twice, by its Devices and at nobody’s port', () => {
  const order = stormOf(QUICK);
  const rehearsals = rehearsalsOf(order, Number.POSITIVE_INFINITY);
  expect(rehearsals.map(({ plan }) => plan.length)).toEqual(REHEARSAL_ALERTS);
  for (const { plan, port, practice, workers, onEvent } of rehearsals) {
    expect([port, practice, workers]).toEqual([0, true, 2]);
    expect(plan.devices).toEqual(order.plan.devices);
    expect(new Set(plan.device).size).toBe(METERS);
    expect(new Set(plan.counter).size).toBe(plan.length);
    expect(plan.plannedUs.every((us, row) => row === 0 || us > plan.plannedUs[row - 1]!)).toBe(true);
    onEvent({ event: 'judging' });
  }
});

test('it takes no more connections than there are files for both ends of', () => {
  const [first] = rehearsalsOf(stormOf(QUICK), SPARE_FILES / 2 + 15);
  expect(first!.plan.devices).toHaveLength(7);
  expect(Math.max(...first!.plan.device)).toBe(6);
});

test.each([SPARE_FILES / 2 + 3, 0, -5])('with %d files left there is none', (spareFiles) => {
  expect(rehearsalsOf(stormOf(QUICK), spareFiles)).toEqual([]);
});
