import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAlertCode } from '../../src/domain/alert-code.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import { indexByKey } from '../../src/verify/key-index.ts';
import { replay } from '../../src/verify/reference-model.ts';
import { SEED } from '../support/seed.ts';
import { historyOf } from './history-of.ts';
import type { NaiveArrival } from './naive-model.ts';
import { decideNaively } from './naive-model.ts';
import { profileOf, ruleOf } from './profile-of.ts';

const rule = fc
  .record({
    threshold: fc.integer({ min: 1, max: 4 }),
    windowUs: fc.integer({ min: 1, max: 40 }),
    periodUs: fc.integer({ min: 1, max: 40 }),
  })
  .map(({ threshold, windowUs, periodUs }) => ruleOf(threshold, windowUs, periodUs));

const profile: fc.Arbitrary<Profile> = fc
  .record({
    base: rule,
    override: rule,
    sequence: fc.constantFrom('episode' as const, 'copy' as const),
    count: fc.constantFrom('delta' as const, 'cumulative' as const),
    tail: fc.constantFrom('next' as const, 'drop' as const),
  })
  .map(({ base, override, ...metadata }) =>
    profileOf({ default: base, overrides: new Map([[2, override]]), exclude: new Set([3]), metadata }),
  );

const key = fc.record({
  device: fc.constantFrom('A', 'B'),
  code: fc.constantFrom(1, 1, 1, 2, 2, 3),
});

/** When the next Alert comes: a little later, or an edge of a window or period after some earlier Alert. */
const step = (of: Profile): fc.Arbitrary<{ after: number; us: number }> => {
  const lengths = [of.default, ...of.overrides.values()].flatMap((r) => [
    r.window.lengthUs,
    r.forward.periodUs,
  ]);
  const edges = lengths.flatMap((us) => [us - 1, us, us + 1]);
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ after: fc.constant(0), us: fc.integer({ min: 0, max: 3 }) }) },
    { weight: 3, arbitrary: fc.record({ after: fc.nat({ max: 8 }), us: fc.constantFrom(...edges) }) },
  );
};

const trace = profile.chain((of) =>
  fc.array(fc.record({ key, step: step(of) }), { maxLength: 120 }).map((steps) => {
    const arrivals: NaiveArrival[] = [];
    for (const next of steps) {
      const latestUs = arrivals.at(-1)?.timeUs ?? 0;
      const earlierUs = arrivals.at(-1 - next.step.after)?.timeUs ?? 0;
      arrivals.push({ ...next.key, timeUs: Math.max(latestUs, earlierUs + next.step.us) });
    }
    return { profile: of, arrivals };
  }),
);

const firstId = fc.constantFrom(1, 4_294_967_294);

describe(`the reference model against the naive one (seed ${SEED})`, () => {
  it('agrees on every decision, id and count of any trace', () => {
    fc.assert(
      fc.property(trace, firstId, ({ profile: of, arrivals }, first) => {
        const history = historyOf(
          arrivals.map(({ device, code, timeUs }) => ({ at: timeUs, device, code: formatAlertCode(code) })),
        );
        const expected = replay(history, of, indexByKey(history), first);
        const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
        const model = arrivals.map((_, row) => ({
          outcome: expected.outcome[row] === 1 ? 'deliver' : 'discard',
          seq: known(expected.sequenceId[row]!),
          count: known(expected.count[row]!),
        }));
        expect(model).toEqual(decideNaively(arrivals, of, first));
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  }, 60_000);
});
