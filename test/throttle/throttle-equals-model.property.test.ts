// The throttle and the reference model are written apart from the same page. On any trace they agree on every
// decision and every number, or one of them is wrong.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { virtualRun } from '../../src/selftest/virtual-run.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import { judge } from '../../src/verify/judge.ts';
import { runs, SEED } from '../support/seed.ts';
import { traces as usually } from '../verify/any-trace.ts';
import { profileOf, ruleOf } from '../verify/profile-of.ts';
import { turning } from './turning.ts';

const CODES = [0x81c3, 0x8f0a, 0x8f75];
const DEVICES = ['02-53-50-02-00-00-00-01', '02-53-50-02-00-00-00-02'];
const NO_CLAIMS = { claims: [], expect: [] };

const rules = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }))
  .map(([threshold, windowUs, periodUs]) => ruleOf(threshold, windowUs, periodUs));

const profiles = fc
  .record({
    rule: rules,
    override: rules,
    sequence: fc.constantFrom('episode' as const, 'copy' as const),
    count: fc.constantFrom('delta' as const, 'cumulative' as const),
    tail: fc.constantFrom('next' as const, 'drop' as const),
  })
  .map(({ rule, override, sequence, count, tail }) =>
    profileOf({
      default: rule,
      overrides: new Map([[CODES[1]!, override]]),
      exclude: new Set([CODES[2]!]),
      metadata: { sequence, count, tail },
    }),
  );

/** Gaps that hug the edges of the profile's windows and periods, so that a microsecond decides. */
const traces = profiles.chain((profile) => {
  const edges = [profile.default, profile.overrides.get(CODES[1]!)!].flatMap((rule) =>
    [rule.window.lengthUs, rule.forward.periodUs].flatMap((us) => [us - 1, us, us + 1]),
  );
  const gap = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 5 }) },
    { weight: 3, arbitrary: fc.constantFrom(...edges) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 200 }) },
  );
  const step = fc.record({
    gap,
    deviceId: fc.constantFrom(...DEVICES),
    alertCode: fc.constantFrom(...CODES),
  });
  return fc.array(step, { minLength: 1, maxLength: 80 }).map((steps) => {
    let timeUs = 0;
    const arrivals = steps.map(({ gap: gapUs, deviceId, alertCode }) => {
      timeUs += gapUs;
      return { deviceId, alertCode, timeUs };
    });
    return { profile, arrivals };
  });
});

describe(`throttle and reference model on random traces (seed ${SEED})`, () => {
  test('agree on every decision and every number', () => {
    fc.assert(
      fc.property(traces, ({ profile, arrivals }) => {
        const { checks } = judge(virtualRun(createThrottle, profile, arrivals), profile, NO_CLAIMS);
        const failed = checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive');
        expect(failed.map(({ id, witness }) => `${id}: ${witness?.sentence}`)).toEqual([]);
      }),
      runs(usually(3_000)),
    );
  });

  test('never pass a throttle that turned a single decision around', () => {
    fc.assert(
      fc.property(traces, fc.nat(), ({ profile, arrivals }, n) => {
        const run = virtualRun(turning(n % arrivals.length), profile, arrivals);
        const { verdict, checks } = judge(run, profile, NO_CLAIMS);
        expect(verdict).toBe('fail');
        expect(checks.find(({ id }) => id === 'decisions')).toMatchObject({
          verdict: 'fail',
          measured: expect.stringMatching(/^1 of /),
        });
      }),
      runs(usually(1_000)),
    );
  });
});
