// Numbers under hashes, many of them under the same: each is found from the place of its hash on until it is taken out.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HashedNumbers, hashOf } from '../../src/throttle/hashed-numbers.ts';
import { runs, SEED } from '../support/seed.ts';

/** Hashes that begin at few places, the last ones of the smallest table among them. */
const hashes = fc.constantFrom(0, 1, 14, 15, 16, 31, 2 ** 31 - 1, -(2 ** 31), -16, -1);
const steps = fc.array(fc.record({ hash: hashes, number: fc.nat(40) }), { maxLength: 150 });

function numbersUnder(numbers: HashedNumbers, hash: number): number[] {
  const found: number[] = [];
  for (let place = numbers.placeOf(hash); numbers.numberAt(place) >= 0; place = numbers.after(place)) {
    if (numbers.isOf(place, hash)) found.push(numbers.numberAt(place));
  }
  return found.sort((one, other) => one - other);
}

describe(`numbers by hash (seed ${SEED})`, () => {
  test('are all found, and none that was taken out', () => {
    fc.assert(
      fc.property(steps, (trace) => {
        const numbers = new HashedNumbers();
        const held = new Map<number, number>();
        for (const { hash, number } of trace) {
          const under = held.get(number);
          if (under === undefined) {
            numbers.add(hash, number);
            held.set(number, hash);
          } else {
            numbers.remove(under, number);
            held.delete(number);
          }
          for (const each of new Set(trace.map((step) => step.hash))) {
            const there = [...held].filter(([, of]) => of === each).map(([one]) => one);
            expect(numbersUnder(numbers, each)).toEqual(there.sort((one, other) => one - other));
          }
        }
      }),
      runs(200),
    );
  });

  test('have hashes that tell IDs apart, whichever character differs', () => {
    const ids = Array.from({ length: 23 }, (_, at) => `${'0'.repeat(at)}1${'0'.repeat(22 - at)}`);
    expect(new Set(ids.map(hashOf)).size).toBe(23);
    expect(hashOf('')).not.toBe(hashOf('\0'));
  });
});
