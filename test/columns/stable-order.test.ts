// The order of rows, held against the obvious way to sort.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stableOrder } from '../../src/columns/stable-order.ts';
import { runs, SEED } from '../support/seed.ts';

const number = fc.oneof(
  fc.nat({ max: 3 }),
  fc.nat({ max: 0x2_0000 }),
  fc.integer({ min: 0xffff_fffe, max: 0x1_0000_0002 }),
  fc.maxSafeNat(),
);
/** A few are compared, many are counted. */
const columns = (of: fc.Arbitrary<number>): fc.Arbitrary<number[]> =>
  fc.oneof(
    fc.array(of, { maxLength: 60 }),
    fc.array(of, { minLength: 3, maxLength: 60 }).map((some) => Array<number[]>(600).fill(some).flat()),
  );

const obvious = (numbers: readonly number[], rows: readonly number[]): number[] => {
  const places = new Map(rows.map((row, at) => [row, at]));
  return [...rows].sort((a, b) => numbers[a]! - numbers[b]! || places.get(a)! - places.get(b)!);
};

it(`is by number, then as the rows stand (seed ${SEED})`, () => {
  fc.assert(
    fc.property(columns(number), (numbers) => {
      expect([...stableOrder(numbers)]).toEqual(obvious(numbers, [...numbers.keys()]));
    }),
    runs(100),
  );
});

it(`keeps rows of equal numbers in the order they are given in, and that order as it is (seed ${SEED})`, () => {
  fc.assert(
    fc.property(columns(fc.nat({ max: 2 ** 34 })), (numbers) => {
      const given = Uint32Array.from(numbers.keys()).reverse();
      expect([...stableOrder(numbers, given)]).toEqual(obvious(numbers, [...given]));
      expect([...given]).toEqual([...numbers.keys()].reverse());
    }),
    runs(100),
  );
});

it('tells numbers apart at every edge of a digit', () => {
  const edges = [0, 0x7ff, 0x800, 0x3f_ffff, 0x40_0000, 0xffff_ffff, 0x1_0000_0000, Number.MAX_SAFE_INTEGER];
  const many = Array<number[]>(200).fill(edges.toReversed()).flat();
  const sorted = [...stableOrder(many)].map((row) => many[row]);
  expect(sorted).toEqual(edges.flatMap((edge) => Array<number>(200).fill(edge)));
});
