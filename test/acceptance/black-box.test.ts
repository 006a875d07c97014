// The same runs over real sockets, judged from outside: what the gate saw and what the throttle said is left aside, and
// arrivals are what sending, acknowledgement and delivery leave open.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { runScenario } from '../../src/run/run-scenario.ts';
import { type VerifiedRecord, verifyRecord } from '../../src/run/verify-record.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { ThrottleFactory } from '../../src/throttle/throttle.ts';
import { type Workplace, workplace } from './small-storm.ts';

let place: Workplace;
beforeAll(async () => {
  place = await workplace();
});
afterAll(() => place.remove());

const fromOutside = async (name: string, throttle: ThrottleFactory): Promise<VerifiedRecord> => {
  const { directory } = await runScenario({ scenario: place.scenario, out: place.record(name), throttle });
  return verifyRecord(directory, { blackBox: true });
};

const failed = ({ checks }: VerifiedRecord): string[] =>
  checks.flatMap(({ id, verdict }) => (verdict === 'fail' ? [id] : []));

test('a right throttle is not convicted, and is credited with what can be known', async () => {
  const found = await fromOutside('honest', createThrottle);
  expect(failed(found)).toEqual([]);
  expect(found.agrees).toBeNull();
  expect(found.totals).toMatchObject({
    received: found.run.totals.received,
    discarded: found.run.totals.discarded,
  });
  const decisions = found.checks.find(({ id }) => id === 'decisions')!;
  expect(decisions.exercised).toBeGreaterThan(40);
  expect(decisions.measured).toContain('left out');
});

test('a throttle that never throttles is convicted', async () => {
  const idle: ThrottleFactory = () => ({
    decide: () => ({ outcome: 'deliver', reason: 'idle' }),
    trackedKeys: 0,
  });
  expect(failed(await fromOutside('idle', idle))).toContain('decisions');
});

test('a throttle that swallows one honest Alert is convicted, with that Alert', async () => {
  const greedy: ThrottleFactory = (profile, clock) => {
    const honest = createThrottle(profile, clock);
    let seen = 0;
    return {
      decide: (arrival) =>
        arrival.alertCode === 0x8f0a && ++seen === 5
          ? { outcome: 'discard', reason: 'greedy' }
          : honest.decide(arrival),
      trackedKeys: 0,
    };
  };
  const found = await fromOutside('greedy', greedy);
  expect(failed(found)).toEqual(expect.arrayContaining(['quiet-traffic', 'decisions']));
  const quiet = found.checks.find(({ id }) => id === 'quiet-traffic')!;
  expect(quiet.witness?.entries.at(-1)).toMatchObject({
    code: '8F0A',
    copies: 0,
    outcome: null,
    received: null,
  });
});
