// The index of a plan: every Alert found by Device, counter and code, whatever the counters are, and all its sendings.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IndexedPlan, PlanIndex } from '../../src/ledger/plan-index.ts';
import { planEmissions } from '../../src/plan/emission-plan.ts';
import { populate } from '../../src/plan/population.ts';
import { scenarioOf, shaped, streamOf } from '../plan/scenario-of.ts';
import { runs, SEED } from '../support/seed.ts';
import { A, B, PLAN } from './ledgers-of.ts';

const CODES = [0x81c3, 0x8f0a] as const;

/** A row as numbers: Device, counter, code, the latter two as indices into lists. */
type Row = readonly [device: number, counter: number, code: number];

const planOf = (rows: readonly Row[], devices = 2): IndexedPlan => ({
  devices: populate({ hubs: devices, perHub: [{ type: 'GSME', count: 1 }] }),
  streams: CODES.map((alertCode) => streamOf({ alertCode })),
  length: rows.length,
  device: Uint32Array.from(rows, ([device]) => device),
  counter: Float64Array.from(rows, ([, counter]) => counter),
  stream: Uint16Array.from(rows, ([, , code]) => code),
});

/** The rows that the index gives for this Device, counter and code, in the order of sending. */
function found(index: PlanIndex, [device, counter, code]: Row): number[] {
  const alert = index.alertOf(device, counter, CODES[code]!);
  if (alert < 0) return [];
  return Array.from({ length: index.sendings(alert) }, (_, nth) => index.rowOf(alert, nth));
}

describe('the index of a plan', () => {
  it('finds each Alert by Device, counter and code', () => {
    const index = new PlanIndex(PLAN);
    const rows = [A, B].flatMap((device) =>
      [1, 2].map((counter) => index.rowOf(index.alertOf(index.deviceOf(device), counter, 0x81c3), 0)),
    );
    expect(rows).toEqual([0, 2, 1, 3]);
    expect(index.alerts).toBe(4);
  });

  it.each([
    ['another code', A, 1, 0x81c4],
    ['another Device', '02-53-50-02-00-00-00-03', 1, 0x81c3],
    ['counter 0', A, 0, 0x81c3],
    ['counter 0 of a Device that has one before it', B, 0, 0x81c3],
    ['a counter after the last', A, 3, 0x81c3],
    ['a negative counter', B, -1, 0x81c3],
    ['a counter not known', A, Number.NaN, 0x81c3],
    ['half a counter', A, 1.5, 0x81c3],
    ['a counter beyond all counting', A, Number.MAX_SAFE_INTEGER, 0x81c3],
  ])('finds nothing for %s', (_, device, counter, code) => {
    const index = new PlanIndex(PLAN);
    expect(index.alertOf(index.deviceOf(device), counter, code)).toBe(-1);
  });

  it('finds nothing on a Device that sends nothing', () => {
    const plan = planOf([[0, 1, 0]]);
    expect(found(new PlanIndex(plan), [1, 1, 0])).toEqual([]);
    expect(new PlanIndex(planOf([])).alerts).toBe(0);
  });

  it('numbers an Alert that is sent again once, and gives its rows in the order of the plan', () => {
    const plan = planOf([
      [0, 1, 0],
      [1, 1, 0],
      [0, 2, 1],
      [0, 1, 0],
      [0, 3, 0],
      [0, 2, 1],
      [0, 1, 0],
    ]);
    const index = new PlanIndex(plan);
    expect(index.alerts).toBe(4);
    expect(found(index, [0, 1, 0])).toEqual([0, 3, 6]);
    expect(found(index, [0, 2, 1])).toEqual([2, 5]);
    expect(found(index, [0, 3, 0])).toEqual([4]);
    expect(found(index, [1, 1, 0])).toEqual([1]);
    const first = index.alertOf(index.deviceOf(A), 1, CODES[0]);
    expect([2, 3, 99].map((nth) => index.rowOf(first, nth))).toEqual([6, 6, 6]);
  });

  it('keeps two codes of one Device and counter apart', () => {
    const plan = planOf([
      [0, 7, 1],
      [0, 7, 0],
      [0, 7, 1],
    ]);
    const index = new PlanIndex(plan);
    expect([found(index, [0, 7, 0]), found(index, [0, 7, 1])]).toEqual([[1], [0, 2]]);
  });

  it('takes counters as they come: with gaps, backwards, from anywhere to the last that can be counted', () => {
    const counters = [Number.MAX_SAFE_INTEGER, 5, 0, 2 ** 40, 6, 2 ** 32];
    const plan = planOf(counters.map((counter): Row => [0, counter, 0]));
    const index = new PlanIndex(plan);
    const rows = counters.map((counter) => found(index, [0, counter, 0]));
    expect(rows).toEqual(counters.map((_, row) => [row]));
    expect(found(index, [0, 4, 0])).toEqual([]);
  });

  it(`finds every Alert of any plan (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const one = shaped({ shape: 'poisson', perSecond: 0.001 });
        const other = { ...one, name: 'other', alertCode: 1, devices: { type: 'GSME', count: 7 } } as const;
        const plan = planEmissions(scenarioOf([one, other]), seed);
        const index = new PlanIndex(plan);
        const rows = Array.from({ length: plan.length }, (_, id) => {
          const { alertCode } = plan.streams[plan.stream[id]!]!;
          return index.rowOf(index.alertOf(plan.device[id]!, plan.counter[id]!, alertCode), 0);
        });
        expect(rows).toEqual([...plan.plannedUs.keys()]);
      }),
      runs(30),
    );
  });

  it(`gives what a search through all rows would give, whatever the counters (seed ${SEED})`, () => {
    const counter = fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 30 }), fc.maxSafeNat());
    const row = fc.tuple(fc.nat({ max: 2 }), counter, fc.nat({ max: 1 }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40, size: 'max' }), fc.array(row), (rows, others) => {
        const plan = planOf(rows, 3);
        const index = new PlanIndex(plan);
        const like = (wanted: Row): number[] =>
          rows.flatMap((one, id) => (one.every((part, at) => part === wanted[at]) ? [id] : []));
        for (const wanted of [...rows, ...others]) expect(found(index, wanted)).toEqual(like(wanted));
        expect(index.alerts).toBe(new Set(rows.map(String)).size);
      }),
      runs(300),
    );
  });
});
