// Where the clock has its origin means nothing: the same Alerts, all of them earlier by whole windows, are decided
// alike, also where their times are negative. Of a Device whose clock is behind they are, at the start of a run.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../src/domain/clock.ts';
import { virtualRun } from '../../src/selftest/virtual-run.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import type { Decision } from '../../src/throttle/throttle.ts';
import { judge } from '../../src/verify/judge.ts';
import { runs, SEED } from '../support/seed.ts';
import { traces as usually } from '../verify/any-trace.ts';
import { type EdgeTrace, profilesWith, tracesFor } from './edge-traces.ts';

/** Whole windows of every rule, so that aligned ones keep their edges. */
const windowsOf = ({ default: rule, overrides }: Profile): number =>
  [...overrides.values()].reduce((us, { window }) => us * window.lengthUs, rule.window.lengthUs);

const shift = fc.integer({ min: 1, max: 40 });

const decide = ({ profile, arrivals }: EdgeTrace, byUs: number): Decision[] => {
  const throttle = createThrottle(profile, new ManualClock());
  return arrivals.map((arrival) => throttle.decide({ ...arrival, timeUs: arrival.timeUs - byUs }));
};

describe(`Alerts before the origin of the clock (seed ${SEED})`, () => {
  test('are decided as after it, at the ceiling of tracked keys, too', () => {
    const traces = fc
      .integer({ min: 1, max: 4 })
      .chain((keys) => profilesWith({ capacity: { keys, overflow: 'forward' } }))
      .chain((profile) => tracesFor(profile));
    fc.assert(
      fc.property(traces, shift, (trace, n) => {
        expect(decide(trace, n * windowsOf(trace.profile))).toEqual(decide(trace, 0));
      }),
      runs(usually(300)),
    );
  });

  test('are expected by the model as after it, and the times it tells are theirs', () => {
    const traces = profilesWith({ clock: 'alert-timestamp' }).chain((profile) => tracesFor(profile));
    fc.assert(
      fc.property(traces, shift, (trace, n) => {
        const byUs = n * windowsOf(trace.profile);
        const sent = trace.arrivals.map(({ timeUs, receivedUs, ...alert }) => {
          return { ...alert, timeUs: receivedUs, timestampUs: timeUs - byUs };
        });
        const history = virtualRun(createThrottle, trace.profile, sent);
        expect([...history.timestampUs]).toEqual(sent.map(({ timestampUs }) => timestampUs));
        const { checks } = judge(history, trace.profile, { claims: [], expect: [] });
        expect(checks.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
        expect(checks.find(({ id }) => id === 'decisions')).toMatchObject({ exercised: sent.length });
      }),
      runs(usually(300)),
    );
  });
});
