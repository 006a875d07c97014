// A throttle that is told numbers of Devices decides as one that is not: whether all are numbered, some Alerts only, or
// with numbers that are somebody else's; with places that run out, and those of forgotten keys taken by others.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../src/domain/clock.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import type { Arrival } from '../../src/throttle/throttle.ts';
import { runs, SEED } from '../support/seed.ts';
import { profilesWith, tracesFor } from './edge-traces.ts';
import { CODE, DEVICE, OTHER, profileWith, short } from './in-short.ts';

const NUMBERS = new Map([
  [DEVICE, 3],
  [OTHER, 700],
]);

/** Ways to number the Device of an arrival, given something drawn for it. */
const WAYS: Readonly<Record<string, (arrival: Arrival, drawn: number) => Arrival>> = {
  always: (arrival) => ({ ...arrival, device: NUMBERS.get(arrival.deviceId)! }),
  'now and then': (arrival, drawn) =>
    drawn % 2 === 0 ? arrival : { ...arrival, device: NUMBERS.get(arrival.deviceId)! },
  wrongly: (arrival, drawn) => ({ ...arrival, device: drawn % 3 }),
};

const decisions = (profile: Profile, arrivals: readonly Arrival[]) => {
  const throttle = createThrottle(profile, new ManualClock());
  return arrivals.map((arrival) => ({
    ...throttle.decide(arrival),
    trackedKeys: throttle.trackedKeys,
  }));
};

describe(`Devices numbered by whoever asks (seed ${SEED})`, () => {
  test.each(Object.entries(WAYS))('%s: decided as without numbers', (_, numbered) => {
    const traces = fc
      .constantFrom(1, 2, 3, 1_000)
      .chain((keys) => profilesWith({ capacity: { keys, overflow: 'forward' } }))
      .chain((profile) =>
        fc.tuple(tracesFor(profile), fc.array(fc.nat(5), { minLength: 60, maxLength: 60 })),
      );
    fc.assert(
      fc.property(traces, ([{ profile, arrivals }, drawn]) => {
        const told = arrivals.map((arrival, at) => numbered(arrival, drawn[at]!));
        expect(decisions(profile, told).map(short)).toEqual(decisions(profile, arrivals).map(short));
        for (const { trackedKeys } of decisions(profile, told)) {
          expect(trackedKeys).toBeLessThanOrEqual(profile.capacity.keys);
        }
      }),
      runs(500),
    );
  });
});

describe('the place of a forgotten key', () => {
  const shapes = ['sliding', 'tumbling', 'anchored'] as const;
  const settings = shapes.flatMap((shape) =>
    (['count', 'ignore'] as const).map((duplicates) => [shape, duplicates] as const),
  );

  test.each(settings)('is as new for the next: %s windows, duplicates %s', (shape, duplicates) => {
    const profile = profileWith(
      { shape, copy: 'leading' },
      { duplicates, capacity: { keys: 1, overflow: 'forward' } },
    );
    const storm = (startUs: number) =>
      [0, 1, 2, 3, 60].map((us) => ({ alertCode: CODE, originatorCounter: us, timeUs: startUs + us }));
    const throttle = createThrottle(profile, new ManualClock());
    const reasons = [DEVICE, OTHER, DEVICE].map((deviceId, n) =>
      storm(n * 1_000).map((alert) => throttle.decide({ deviceId, device: 5, ...alert }).reason),
    );
    const fresh = ['below-threshold', 'below-threshold', 'engaged', 'throttled', 'forwarded-copy'];
    expect(reasons).toEqual([fresh, fresh, fresh]);
    expect(throttle.trackedKeys).toBe(1);
  });

  test('is found by the Device that has it now, not by the one that had its number before', () => {
    const profile = profileWith({}, { capacity: { keys: 1, overflow: 'forward' } });
    const throttle = createThrottle(profile, new ManualClock());
    const decide = (deviceId: string, timeUs: number) =>
      throttle.decide({ deviceId, device: 5, alertCode: CODE, originatorCounter: timeUs, timeUs }).reason;
    for (const us of [0, 1]) decide(DEVICE, us);
    for (const us of [200, 201]) expect(decide(OTHER, us)).toBe('below-threshold');
    expect(decide(DEVICE, 202)).toBe('untracked');
    expect(decide(OTHER, 203)).toBe('engaged');
  });
});
