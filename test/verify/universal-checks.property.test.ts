import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckVerdict } from '../../src/domain/verdict.ts';
import { judge } from '../../src/verify/judge.ts';
import { runs, SEED } from '../support/seed.ts';
import type { AnyTrace } from './any-trace.ts';
import { anyTrace, traces } from './any-trace.ts';
import type { Row } from './history-of.ts';
import { throttledHistory } from './throttled-history.ts';

const NOTHING = { claims: [], expect: [] };

const judged = ({ profile, arrivals }: AnyTrace, edit?: (row: Row, index: number) => Row) =>
  judge(throttledHistory(arrivals, profile, edit), profile, NOTHING);

describe(`all checks on any trace under any profile (seed ${SEED})`, () => {
  const seen = new Map<string, Set<CheckVerdict>>();

  it('raise no false alarm over a throttle that is right', () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const { checks } = judged(trace);
        for (const { id, verdict } of checks) seen.set(id, (seen.get(id) ?? new Set()).add(verdict));
        const bad = checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive');
        expect(bad.map(({ id, witness }) => [id, witness?.sentence])).toEqual([]);
      }),
      runs(traces(2_000)),
    );
  }, 600_000);

  it('were each exercised meanwhile', () => {
    expect([...seen].filter(([, verdicts]) => !verdicts.has('pass')).map(([id]) => id)).toEqual([]);
  });

  it('blame a throttle that fails to answer some Alerts, and is right about the others, for that alone', () => {
    const choked = { outcome: null, reason: 'threw', fault: 'threw', seq: null, count: null } as const;
    fc.assert(
      fc.property(anyTrace, fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), (trace, chokes) => {
        const chokesAt = (index: number): boolean => chokes[index % chokes.length]!;
        fc.pre(trace.arrivals.some((_, index) => chokesAt(index)));
        const { checks } = judged(trace, (row, index) => (chokesAt(index) ? { ...row, ...choked } : row));
        const bad = checks.filter(({ verdict }) => verdict === 'fail');
        expect(bad.map(({ id, witness }) => [id, witness?.sentence.split(': ')[0]])).toEqual([
          ['answers', expect.any(String)],
        ]);
      }),
      runs(traces(700)),
    );
  }, 600_000);

  it('never pass a throttle that decides one Alert the other way', () => {
    fc.assert(
      fc.property(anyTrace, fc.nat(), (trace, n) => {
        fc.pre(trace.arrivals.length > 0);
        const wanted = n % trace.arrivals.length;
        const flip = (row: Row, index: number): Row =>
          index === wanted ? { ...row, outcome: row.outcome === 'discard' ? 'deliver' : 'discard' } : row;
        expect(judged(trace, flip).verdict).toBe('fail');
      }),
      runs(traces(700)),
    );
  }, 600_000);
});
