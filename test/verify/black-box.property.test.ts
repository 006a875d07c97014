import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { History } from '../../src/ledger/history.ts';
import { seenFromOutside } from '../../src/ledger/outside-view.ts';
import { judge } from '../../src/verify/judge.ts';
import { runs, SEED } from '../support/seed.ts';
import type { AnyTrace } from './any-trace.ts';
import { anyTrace, traces } from './any-trace.ts';
import type { Row } from './history-of.ts';
import { throttledHistory } from './throttled-history.ts';

const NOTHING = { claims: [], expect: [] };

/** How long before its receipt an Alert was sent, and how long after it that was acknowledged and delivered. */
interface Blur {
  readonly before: number;
  readonly after: number;
}

const blur = (most: number): fc.Arbitrary<Blur> =>
  fc.record({ before: fc.nat({ max: most }), after: fc.nat({ max: most }) });

const anyBlurs = (most: number): fc.Arbitrary<readonly Blur[]> =>
  fc.array(blur(most), { minLength: 120, maxLength: 120 });

const unchanged = (row: Row): Row => row;

/** A right throttle's run seen from outside. A connection keeps order: nothing overtakes an earlier Alert of its Device. */
function outside(
  { profile, arrivals }: AnyTrace,
  blurs: readonly Blur[],
  edit: (row: Row, index: number) => Row = unchanged,
): History {
  const last = new Map<string, { sent: number; delivered: number }>();
  const blurred = (row: Row, index: number): Row => {
    const { before, after } = blurs[index]!;
    const earlier = last.get(row.device!) ?? { sent: -1_000, delivered: -1_000 };
    const sent = Math.max(row.at! - before, earlier.sent);
    const delivered = Math.max(row.at! + after, earlier.delivered);
    last.set(row.device!, { sent, delivered });
    const edited = edit(row, index);
    const given = edited.outcome === 'discard' ? {} : { delivered };
    return { ...edited, planned: sent, sent, acknowledged: row.at! + after, ...given };
  };
  return seenFromOutside(throttledHistory(arrivals, profile, blurred), 0);
}

const verdictOn = (id: string, history: History, { profile }: AnyTrace) =>
  judge(history, profile, NOTHING).checks.find((check) => check.id === id)!;

const flipAt =
  (wanted: number) =>
  (row: Row, index: number): Row =>
    index === wanted ? { ...row, outcome: row.outcome === 'discard' ? 'deliver' : 'discard' } : row;

const flippable = (trace: AnyTrace): boolean =>
  trace.arrivals.length > 0 && trace.profile.duplicates === 'count';

/** No Alert equals another: of equal ones the outside may not know which was given. */
const anyDistinct: fc.Arbitrary<AnyTrace> = anyTrace.map(({ profile, arrivals }) => ({
  profile,
  arrivals: arrivals.map((arrival, n) => ({ ...arrival, counter: 1_000 + n })),
}));

describe(`a throttle that cannot be seen into (seed ${SEED})`, () => {
  it('is never convicted when it is right, however wide the intervals', () => {
    fc.assert(
      fc.property(anyTrace, fc.nat({ max: 60 }).chain(anyBlurs), (trace, blurs) => {
        const { checks } = judge(outside(trace, blurs), trace.profile, NOTHING);
        const bad = checks.filter(({ verdict }) => verdict === 'fail');
        expect(bad.map(({ id, witness }) => [id, witness?.sentence])).toEqual([]);
      }),
      runs(traces(1_500)),
    );
  }, 600_000);

  it('leaves nothing out, and every check says what it says from inside, when intervals have no width', () => {
    fc.assert(
      fc.property(anyDistinct, (trace) => {
        fc.pre(trace.profile.duplicates === 'count');
        const exact = trace.arrivals.map(() => ({ before: 0, after: 0 }));
        const inside = judge(throttledHistory(trace.arrivals, trace.profile), trace.profile, NOTHING);
        const { checks } = judge(outside(trace, exact), trace.profile, NOTHING);
        // Whether the throttle answered is the one thing that the outside cannot see.
        const facts = (of: typeof checks) =>
          of
            .filter(({ id }) => id !== 'answers')
            .map(({ id, verdict, exercised }) => [id, verdict, exercised]);
        expect(facts(checks)).toEqual(facts(inside.checks));
      }),
      runs(traces(700)),
    );
  }, 600_000);

  it('is convicted of one flipped decision when intervals have no width', () => {
    fc.assert(
      fc.property(anyDistinct, fc.nat(), (trace, n) => {
        fc.pre(flippable(trace));
        const exact = trace.arrivals.map(() => ({ before: 0, after: 0 }));
        const history = outside(trace, exact, flipAt(n % trace.arrivals.length));
        expect(verdictOn('decisions', history, trace).verdict).toBe('fail');
      }),
      runs(traces(700)),
    );
  }, 600_000);

  it('is convicted of one flipped decision wherever no decision had to be left out', () => {
    let convicted = 0;
    fc.assert(
      fc.property(anyDistinct, fc.nat(), fc.nat({ max: 4 }).chain(anyBlurs), (trace, n, blurs) => {
        fc.pre(flippable(trace));
        if (verdictOn('decisions', outside(trace, blurs), trace).measured.includes('left out')) return;
        const wrong = outside(trace, blurs, flipAt(n % trace.arrivals.length));
        expect(verdictOn('decisions', wrong, trace).verdict).toBe('fail');
        convicted++;
      }),
      runs(traces(1_500)),
    );
    expect(convicted).toBeGreaterThan(0);
  }, 600_000);
});
