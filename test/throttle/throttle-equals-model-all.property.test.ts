// Throttle and reference model on every combination of settings: other shapes, copies and releases, Alerts sent again,
// clocks that go backwards, and too few places. Written apart from the same page, they agree or one of them is wrong.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { virtualRun } from '../../src/selftest/virtual-run.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import { judge } from '../../src/verify/judge.ts';
import { runs, SEED } from '../support/seed.ts';
import { traces as usually } from '../verify/any-trace.ts';
import { type EdgeTrace, profilesWith, tracesFor } from './edge-traces.ts';
import { turning } from './turning.ts';

const CLAIMS = { claims: ['decisions', 'metadata-values'], expect: [] };

/** What the reference model holds against a throttle. */
function objections({ profile, arrivals }: EdgeTrace, throttle = createThrottle): string[] {
  const sent = arrivals.map(({ timeUs, receivedUs, ...alert }) => {
    return { ...alert, timeUs: receivedUs, timestampUs: timeUs };
  });
  const { checks } = judge(virtualRun(throttle, profile, sent), profile, CLAIMS);
  return checks
    .filter(({ id, verdict }) => CLAIMS.claims.includes(id) && verdict === 'fail')
    .map(({ id, witness }) => `${id}: ${witness?.sentence}`);
}

describe(`throttle and reference model on every setting (seed ${SEED})`, () => {
  test.each([
    ['receipt', 'count'],
    ['receipt', 'ignore'],
    ['alert-timestamp', 'count'],
    ['alert-timestamp', 'ignore'],
  ] as const)('agree on every decision and every number: clock %s, duplicates %s', (clock, duplicates) => {
    const traces = profilesWith({ clock, duplicates }).chain((profile) => tracesFor(profile));
    fc.assert(
      fc.property(traces, (trace) => {
        expect(objections(trace)).toEqual([]);
      }),
      runs(usually(300)),
    );
  });

  test('are told apart by a single decision turned around', () => {
    const traces = profilesWith().chain((profile) => tracesFor(profile));
    fc.assert(
      fc.property(traces, fc.nat(), (trace, n) => {
        expect(objections(trace, turning(n % trace.arrivals.length))).toContainEqual(
          expect.stringMatching(/^decisions: /),
        );
      }),
      runs(usually(300)),
    );
  });

  test('agree at the ceiling', () => {
    const traces = fc
      .integer({ min: 1, max: 3 })
      .chain((keys) => profilesWith({ capacity: { keys, overflow: 'forward' } }))
      .chain((profile) => tracesFor(profile));
    fc.assert(
      fc.property(traces, (trace) => {
        expect(objections(trace)).toEqual([]);
      }),
      runs(usually(300)),
    );
  });
});
