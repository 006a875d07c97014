// The order of a plan, held against the obvious way to sort.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plannedOrder } from '../../src/plan/planned-order.ts';
import { SEED } from '../support/seed.ts';

const DEVICES = 4;

const obvious = (rows: readonly (readonly [number, number])[]): number[] =>
  [...rows.keys()].sort((a, b) => rows[a]![0] - rows[b]![0] || rows[a]![1] - rows[b]![1] || a - b);

const order = (rows: readonly (readonly [number, number])[]): number[] => [
  ...plannedOrder(
    rows.map(([timeUs]) => timeUs),
    rows.map(([, device]) => device),
    DEVICES,
  ),
];

it(`is by time, then Device, then as the rows came (seed ${SEED})`, () => {
  const time = fc.oneof(
    fc.nat({ max: 3 }),
    fc.nat({ max: 0x2_0000 }),
    fc.integer({ min: 0xffff_fffe, max: 0x1_0000_0002 }),
    fc.maxSafeNat(),
  );
  const row = fc.tuple(time, fc.nat({ max: DEVICES - 1 }));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      expect(order(rows)).toEqual(obvious(rows));
    }),
    { seed: SEED, numRuns: 300 },
  );
});

it('is empty for no rows', () => {
  expect(order([])).toEqual([]);
});

it('tells times apart at every edge of a digit', () => {
  const edges = [0xffff, 0x1_0000, 0xffff_ffff, 0x1_0000_0000, 0xffff_ffff_ffff, Number.MAX_SAFE_INTEGER];
  const rows = edges.toReversed().map((timeUs) => [timeUs, 0] as const);
  expect(order(rows)).toEqual(edges.map((_, at) => edges.length - 1 - at));
});
