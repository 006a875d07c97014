// Comparing anything with itself finds nothing; comparing the other way round finds the same in mirror image; and the
// columns count what a naive comparison of rows as objects counts.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countAlerts } from '../../src/compare/alert-counts.ts';
import { comparePair } from '../../src/compare/compare-pair.ts';
import { COUNTS, type Figure } from '../../src/domain/figure.ts';
import type { History } from '../../src/ledger/history.ts';
import { measureOf } from '../../src/verify/figures.ts';
import { runs, SEED } from '../support/seed.ts';
import { traceOf } from '../verify/found-by.ts';
import type { Row } from '../verify/history-of.ts';
import { recordOf } from './record-of.ts';

const number = fc.option(fc.integer({ min: 1, max: 3 }), { nil: null });

/** A key follows from the id of its Alert, as in one plan. */
const keyOf = (id: number | null) => ({
  device: `02-53-50-02-00-00-00-0${(id ?? 0) % 3}`,
  code: (id ?? 0) % 2 ? '8F0A' : '81C3',
});

const row: fc.Arbitrary<Row> = fc
  .record({
    id: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null, freq: 8 }),
    stream: fc.constantFrom('storm', 'background', null),
    fate: fc.constantFrom('deliver', 'discard', 'lost', 'unseen'),
    sent: fc.constantFrom(1, null),
    seq: number,
    count: number,
  })
  .map(({ fate, seq, count, ...rest }) => {
    const base = { ...rest, ...keyOf(rest.id) };
    if (fate === 'lost') return { ...base, received: null, copies: 0 };
    if (fate === 'discard') return { ...base, outcome: 'discard' as const };
    return { ...base, outcome: fate === 'deliver' ? ('deliver' as const) : null, copies: 1, seq, count };
  });

/** Rows of a run of a plan of six Alerts, each of which has at least one row. */
const history = fc
  .tuple(fc.array(row, { maxLength: 20 }), fc.constantFrom('mqtt' as const, 'virtual' as const))
  .map(([rows, mode]) => {
    const missing = [0, 1, 2, 3, 4, 5].filter((id) => rows.every((each) => each.id !== id));
    const lost = missing.map((id): Row => ({ id, ...keyOf(id), received: null, copies: 0 }));
    return { rows: [...rows, ...lost], mode };
  });

const compare = (baseline: { rows: Row[]; mode: 'mqtt' | 'virtual' }, run: typeof baseline) =>
  comparePair(
    recordOf(run.rows, { mode: run.mode }),
    recordOf(baseline.rows, { mode: baseline.mode }),
    new Map(),
  );

function measuredOf(any: History, figure: Figure): number {
  const measure = measureOf(figure, any.header, 'delta');
  measure.take(traceOf(any));
  return measure.measured().value;
}

const fate = (each: Row | undefined): string =>
  !each || each.received === null ? 'none' : (each.outcome ?? 'deliver');

describe(`comparisons (seed ${SEED})`, () => {
  it('with itself find nothing', () => {
    fc.assert(
      fc.property(history, (any) => {
        const found = compare(any, any);
        expect(found).toMatchObject({ regressed: false, identity: [], checks: [], verdict: 'same' });
        expect(found.decisions).toMatchObject({ changed: 0, arrivedOnlyInBaseline: 0, arrivedOnlyInRun: 0 });
        expect(found.metadata).toMatchObject({ changed: 0, renumbered: 0 });
        expect(found.figures.every(({ judgement }) => judgement === 'same')).toBe(true);
      }),
      runs(300),
    );
  });

  it('the other way round find the mirror image', () => {
    fc.assert(
      fc.property(history, history, (one, other) => {
        const [there, back] = [compare(one, other), compare(other, one)];
        expect(back.decisions).toMatchObject({
          compared: there.decisions?.compared,
          discardedNow: there.decisions?.deliveredNow,
          deliveredNow: there.decisions?.discardedNow,
          keyCount: there.decisions?.keyCount,
          arrivedOnlyInBaseline: there.decisions?.arrivedOnlyInRun,
          arrivedOnlyInRun: there.decisions?.arrivedOnlyInBaseline,
        });
        const { example: _, ...metadata } = there.metadata!;
        expect(back.metadata).toMatchObject(metadata);
      }),
      runs(300),
    );
  });

  it('count what rows taken as objects count', () => {
    fc.assert(
      fc.property(history, history, (baseline, run) => {
        const expected = {
          compared: 0,
          discardedNow: 0,
          deliveredNow: 0,
          arrivedOnlyInBaseline: 0,
          arrivedOnlyInRun: 0,
        };
        for (const id of [0, 1, 2, 3, 4, 5]) {
          const [before, now] = [baseline, run].map(({ rows }) => rows.filter((each) => each.id === id));
          for (let nth = 0; nth < Math.max(before!.length, now!.length); nth++) {
            const [was, is] = [fate(before![nth]), fate(now![nth])];
            if (was !== 'none' && is !== 'none') expected.compared++;
            if (was !== 'none' && is === 'none') expected.arrivedOnlyInBaseline++;
            if (was === 'none' && is !== 'none') expected.arrivedOnlyInRun++;
            if (was === 'deliver' && is === 'discard') expected.discardedNow++;
            if (was === 'discard' && is === 'deliver') expected.deliveredNow++;
          }
        }
        expect(compare(baseline, run).decisions).toMatchObject(expected);
      }),
      runs(300),
    );
  });

  it('count Alerts as `expect` lines do', () => {
    fc.assert(
      fc.property(history, ({ rows }) => {
        const { history: any } = recordOf(rows);
        const counts = countAlerts(any);
        for (const count of COUNTS) {
          expect(counts.get('total')![count]).toBe(measuredOf(any, { kind: 'total', count }));
          for (const stream of any.header.streams) {
            expect(counts.get(stream)![count]).toBe(measuredOf(any, { kind: 'stream', stream, count }));
          }
        }
      }),
      runs(200),
    );
  });
});
