// Any profile of all settings, and any trace that hugs its edges: what the property tests draw from. Numbers
// are small, so that windows, periods and quiet times meet on the same microsecond.

import fc from 'fast-check';
import type { AlertRule, Profile, ReleaseRule } from '../../src/throttle/profile.ts';
import type { NaiveArrival } from './naive-model.ts';
import { profileOf } from './profile-of.ts';

/** A profile and arrivals for it. */
export interface AnyTrace {
  readonly profile: Profile;
  readonly arrivals: readonly NaiveArrival[];
}

/** How many traces a property tries: STORMPROOF_RUNS sets another number. */
export const traces = (usual: number): number => Number(process.env.STORMPROOF_RUNS ?? usual);

const length = fc.integer({ min: 1, max: 40 });

const rule: fc.Arbitrary<AlertRule> = fc
  .record({
    threshold: fc.integer({ min: 1, max: 4 }),
    shape: fc.constantFrom('sliding' as const, 'tumbling' as const, 'anchored' as const),
    lengthUs: length,
    periodUs: fc.oneof(length, fc.integer({ min: 1, max: 8 })),
    copy: fc.constantFrom('trailing' as const, 'leading' as const),
    release: fc.constantFrom('window' as const, 'below' as const, 'quiet' as const),
    clear: fc.nat(),
    longer: fc.nat({ max: 10 }),
  })
  .map(
    ({ threshold, shape, lengthUs, periodUs, copy, release, clear, longer }): AlertRule => ({
      threshold,
      window: { shape, lengthUs },
      forward: { periodUs, copy },
      release: releaseOf(release, threshold, clear, periodUs + longer),
    }),
  );

function releaseOf(rule: ReleaseRule['rule'], threshold: number, clear: number, forUs: number): ReleaseRule {
  if (rule === 'quiet') return { rule, forUs };
  // Hysteresis needs a clear level below the threshold: there is none below 1.
  return rule === 'below' && threshold > 1
    ? { rule, clear: 1 + (clear % (threshold - 1)) }
    : { rule: 'window' };
}

/** Profiles of all settings: a default rule, another for code 2, and code 3 excluded. */
export const anyProfile: fc.Arbitrary<Profile> = fc
  .record({
    base: rule,
    override: rule,
    clock: fc.constantFrom('receipt' as const, 'alert-timestamp' as const),
    duplicates: fc.constantFrom('count' as const, 'ignore' as const),
    sequence: fc.constantFrom('episode' as const, 'copy' as const),
    count: fc.constantFrom('delta' as const, 'cumulative' as const),
    tail: fc.constantFrom('next' as const, 'drop' as const),
  })
  .map(({ base, override, clock, duplicates, ...metadata }) =>
    profileOf({
      ...{ default: base, clock, duplicates, metadata },
      overrides: new Map([[2, override]]),
      exclude: new Set([3]),
    }),
  );

const key = (busy: boolean): fc.Arbitrary<{ device: string; code: number }> =>
  fc.record({
    device: fc.constantFrom('A', ...(busy ? Array<string>(12).fill('A') : ['A', 'A']), 'B'),
    code: fc.constantFrom(1, ...(busy ? Array<number>(12).fill(1) : [1, 1, 1, 2]), 2, 3),
  });

const lengthsOf = ({ window, forward, release }: AlertRule): number[] => [
  window.lengthUs,
  forward.periodUs,
  ...(release.rule === 'quiet' ? [release.forUs] : []),
];

/** A little later, or an edge of some length after some earlier Alert, or after a long silence. */
const step = (of: Profile, busy: boolean): fc.Arbitrary<{ after: number; us: number }> => {
  const lengths = [of.default, ...of.overrides.values()].flatMap(lengthsOf);
  const edges = lengths.flatMap((us) => [us - 1, us, us + 1]);
  const longest = 2 * Math.max(...lengths);
  return fc.oneof(
    {
      weight: busy ? 60 : 12,
      arbitrary: fc.record({ after: fc.constant(0), us: fc.integer({ min: 0, max: 3 }) }),
    },
    { weight: 6, arbitrary: fc.record({ after: fc.nat({ max: 8 }), us: fc.constantFrom(...edges) }) },
    {
      weight: 1,
      arbitrary: fc.record({ after: fc.constant(0), us: fc.constantFrom(longest - 1, longest) }),
    },
  );
};

/** How far an Alert's own time lies from its arrival. */
const skew = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -30, max: 30 }) },
);

/** A few counters, so that Alerts repeat; or its own. */
const counter = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.nat({ max: 5 }) },
);

/** Any profile with any trace that hugs its edges; half of the traces hardly ever let one key rest. */
export const anyTrace: fc.Arbitrary<AnyTrace> = fc.tuple(anyProfile, fc.boolean()).chain(([of, busy]) => {
  const arrival = fc.record({ key: key(busy), step: step(of, busy), skew, counter });
  // Without a size, fast-check draws arrays of five or so, whatever the largest may be.
  return fc.array(arrival, { maxLength: 120, size: 'max' }).map((steps) => {
    const arrivals: NaiveArrival[] = [];
    steps.forEach((next, n) => {
      const latestUs = arrivals.at(-1)?.timeUs ?? 0;
      const earlierUs = arrivals.at(-1 - next.step.after)?.timeUs ?? 0;
      const timeUs = Math.max(latestUs, earlierUs + next.step.us);
      arrivals.push({
        ...{ ...next.key, timeUs, timestampUs: timeUs + next.skew },
        counter: next.counter ?? 1_000 + n,
      });
    });
    return { profile: of, arrivals };
  });
});
