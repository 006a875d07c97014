// Random profiles of every setting, and traces whose arrivals hug every edge of them, so that a microsecond decides.
// Small numbers throughout: what breaks can be followed by hand.

import fc from 'fast-check';
import type { AlertRule, Profile } from '../../src/throttle/profile.ts';
import type { Arrival } from '../../src/throttle/throttle.ts';
import { profileOf } from '../verify/profile-of.ts';

/** The codes of the traces: one with the default rule, one with an override, one excluded. */
export const CODES = [0x81c3, 0x8f0a, 0x8f75] as const;
const DEVICES = ['02-53-50-02-00-00-00-01', '02-53-50-02-00-00-00-02'];

/** A profile, and arrivals in the order in which they come. */
export interface EdgeTrace {
  readonly profile: Profile;
  readonly arrivals: readonly (Arrival & { readonly receivedUs: number })[];
}

const rules: fc.Arbitrary<AlertRule> = fc
  .record({
    threshold: fc.integer({ min: 1, max: 5 }),
    shape: fc.constantFrom('sliding' as const, 'tumbling' as const, 'anchored' as const),
    lengthUs: fc.integer({ min: 1, max: 40 }),
    periodUs: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 40 })),
    copy: fc.constantFrom('trailing' as const, 'leading' as const),
    rule: fc.constantFrom('window' as const, 'below' as const, 'quiet' as const),
    clear: fc.nat(),
    longer: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 })),
  })
  .map(({ threshold, shape, lengthUs, periodUs, copy, rule, clear, longer }) => {
    const parts = { threshold, window: { shape, lengthUs }, forward: { periodUs, copy } };
    if (rule === 'below' && threshold > 1) {
      return { ...parts, release: { rule, clear: 1 + (clear % (threshold - 1)) } };
    }
    if (rule === 'quiet') return { ...parts, release: { rule, forUs: periodUs + longer } };
    return { ...parts, release: { rule: 'window' } };
  });

/** Profiles of every combination of settings; some of their fields may be fixed. */
export const profilesWith = (fixed: Partial<Profile> = {}): fc.Arbitrary<Profile> =>
  fc
    .record({
      rule: rules,
      override: rules,
      sequence: fc.constantFrom('episode' as const, 'copy' as const),
      count: fc.constantFrom('delta' as const, 'cumulative' as const),
      tail: fc.constantFrom('next' as const, 'drop' as const),
      clock: fc.constantFrom('receipt' as const, 'alert-timestamp' as const),
      duplicates: fc.constantFrom('count' as const, 'ignore' as const),
    })
    .map(({ rule, override, sequence, count, tail, clock, duplicates }) =>
      profileOf({
        default: rule,
        overrides: new Map([[CODES[1], override]]),
        exclude: new Set([CODES[2]]),
        metadata: { sequence, count, tail },
        clock,
        duplicates,
        ...fixed,
      }),
    );

const timesOf = ({ window, forward, release }: AlertRule): number[] => [
  window.lengthUs,
  forward.periodUs,
  ...(release.rule === 'quiet' ? [release.forUs] : []),
];

/** Traces for a profile: bursts, gaps at every edge, windows' own edges, times that go back, Alerts sent again. */
export function tracesFor(profile: Profile, maxLength = 60): fc.Arbitrary<EdgeTrace> {
  const all = [profile.default, ...profile.overrides.values()];
  const gaps = all.flatMap(timesOf).flatMap((us) => [us - 1, us, us + 1]);
  const lengths = all.map(({ window }) => window.lengthUs);
  const step = fc.record({
    move: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 4 }).map((us) => ({ by: us })) },
      { weight: 4, arbitrary: fc.constantFrom(...gaps).map((us) => ({ by: us })) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...lengths), fc.constantFrom(-1, 0, 1))
          .map(([lengthUs, off]) => ({ lengthUs, off })),
      },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 150 }).map((us) => ({ by: us })) },
    ),
    backUs: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 50 }) },
      { weight: 1, arbitrary: fc.constantFrom(...gaps) },
    ),
    deviceId: fc.constantFrom(...DEVICES),
    alertCode: fc.constantFrom(CODES[0], CODES[0], CODES[0], CODES[1], CODES[2]),
    again: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 3 }),
  });
  return fc.array(step, { minLength: 1, maxLength }).map((steps) => {
    let nowUs = 0;
    const arrivals = steps.map(({ move, backUs, deviceId, alertCode, again }, at) => {
      nowUs = 'by' in move ? nowUs + move.by : Math.max(nowUs, nextEdge(nowUs, move.lengthUs) + move.off);
      const timeUs = profile.clock === 'receipt' ? nowUs : nowUs - backUs;
      const originatorCounter = Math.max(0, again === null ? at : at - again);
      return { deviceId, alertCode, originatorCounter, timeUs, receivedUs: nowUs };
    });
    return { profile, arrivals };
  });
}

const nextEdge = (nowUs: number, lengthUs: number): number => (Math.floor(nowUs / lengthUs) + 1) * lengthUs;
