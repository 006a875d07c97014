// The shipped throttle against the page read literally, over every combination of settings: it forgets, keeps rings and
// counters, and must never be found out by it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../src/domain/clock.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import type { Arrival } from '../../src/throttle/throttle.ts';
import { runs, SEED } from '../support/seed.ts';
import { traces as usually } from '../verify/any-trace.ts';
import { CODES, profilesWith, tracesFor } from './edge-traces.ts';
import { NaiveThrottle, type Outcome, outcomeOf } from './naive-throttle.ts';

const capacityOf = (keys: number) => ({ keys, overflow: 'forward' as const });

/** Whether anything that came for the key so far can still show: a burst now would not go as for a key never seen. */
function isLive(profile: Profile, taken: readonly Arrival[], key: Arrival, nowUs: number): boolean {
  if (profile.clock === 'alert-timestamp') return true;
  const own = taken.filter(
    ({ deviceId, alertCode }) => deviceId === key.deviceId && alertCode === key.alertCode,
  );
  const { threshold } = profile.overrides.get(key.alertCode) ?? profile.default;
  const burst = Array.from({ length: threshold }, (_, n) => ({
    ...key,
    originatorCounter: 1_000_000 + n,
    timeUs: nowUs,
  }));
  return decisionsOf(profile, [...own, ...burst])
    .slice(own.length)
    .some(({ outcome, metadata }) => outcome === 'discard' || metadata !== undefined);
}

function decisionsOf(profile: Profile, arrivals: readonly Arrival[]): Outcome[] {
  const naive = new NaiveThrottle(profile);
  return arrivals.map((arrival) => naive.decide(arrival));
}

const keysOf = (arrivals: readonly Arrival[]): Arrival[] => [
  ...new Map(arrivals.map((arrival) => [`${arrival.deviceId} ${arrival.alertCode}`, arrival])).values(),
];

describe(`throttle and literal reading on random profiles and traces (seed ${SEED})`, () => {
  test('agree on every decision and every number', () => {
    const traces = profilesWith().chain((profile) => tracesFor(profile));
    fc.assert(
      fc.property(traces, ({ profile, arrivals }) => {
        const throttle = createThrottle(profile, new ManualClock());
        const decided = arrivals.map((arrival) => outcomeOf(throttle.decide(arrival)));
        expect(decided).toEqual(decisionsOf(profile, arrivals));
      }),
      runs(usually(3_000)),
    );
  });

  test('agree at the ceiling, where a place is free exactly unless live keys hold every one', () => {
    const traces = fc
      .integer({ min: 1, max: 3 })
      .chain((keys) => profilesWith({ capacity: capacityOf(keys) }))
      .chain((profile) => tracesFor(profile, 40));
    fc.assert(
      fc.property(traces, ({ profile, arrivals }) => {
        const throttle = createThrottle(profile, new ManualClock());
        const naive = new NaiveThrottle(profile);
        const taken: Arrival[] = [];
        for (const arrival of arrivals) {
          const decision = throttle.decide(arrival);
          const live = keysOf(taken).filter((key) => isLive(profile, taken, key, arrival.timeUs));
          expect(throttle.trackedKeys).toBeLessThanOrEqual(profile.capacity.keys);
          expect(throttle.trackedKeys).toBeGreaterThanOrEqual(live.length);
          if (decision.reason === 'untracked') {
            expect(decision).toEqual({ outcome: 'deliver', reason: 'untracked' });
            expect(live).toHaveLength(profile.capacity.keys);
            expect(keysOf([...live, arrival])).toHaveLength(live.length + 1);
          } else {
            expect(outcomeOf(decision)).toEqual(naive.decide(arrival));
            if (arrival.alertCode !== CODES[2]) taken.push(arrival);
          }
        }
      }),
      runs(usually(1_000)),
    );
  });
});
