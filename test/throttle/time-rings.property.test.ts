// Rings of times for many keys against lists that forget nothing: whatever still matters is there, and nothing of one
// key or of one that was there before is ever seen by another.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TimeBlocks } from '../../src/throttle/time-blocks.ts';
import { TimeRings } from '../../src/throttle/time-rings.ts';
import { runs, SEED } from '../support/seed.ts';

const SLOTS = 5;
const LENGTH_US = 20;

const steps = fc.array(
  fc.record({
    slot: fc.nat(SLOTS - 1),
    do: fc.oneof(
      { weight: 20, arbitrary: fc.constant('push' as const) },
      { weight: 2, arbitrary: fc.constant('clear' as const) },
    ),
    byUs: fc.oneof({ weight: 20, arbitrary: fc.nat(1) }, { weight: 1, arbitrary: fc.nat(30) }),
  }),
  { minLength: 1, maxLength: 400 },
);

describe(`rings of times (seed ${SEED})`, () => {
  test('hold the latest times that matter, and no others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), steps, (longest, trace) => {
        const rings = new TimeRings(longest);
        const lists = Array.from({ length: SLOTS }, (): number[] => []);
        for (let slot = 0; slot < SLOTS; slot++) rings.reserve(slot);
        let nowUs = 0;
        for (const { slot, do: what, byUs } of trace) {
          nowUs += byUs;
          const sinceUs = nowUs - LENGTH_US;
          if (what === 'push') {
            const oneTooMany = lists[slot]!.at(-longest) ?? Number.NEGATIVE_INFINITY;
            expect(rings.push(slot, nowUs, sinceUs) > sinceUs).toBe(oneTooMany > sinceUs);
            lists[slot]!.push(nowUs);
          } else {
            rings.clear(slot);
            lists[slot] = [];
          }
          for (let other = 0; other < SLOTS; other++) {
            for (let n = 1; n <= longest; n++) {
              const heldUs = rings.nthLastUs(other, n);
              const pushedUs = lists[other]!.at(-n) ?? Number.NEGATIVE_INFINITY;
              if (pushedUs > sinceUs) expect(heldUs).toBe(pushedUs);
              else expect(heldUs).toBeLessThanOrEqual(sinceUs);
            }
          }
        }
      }),
      runs(200),
    );
  });
});

test('a ring of ten thousand grows without losing a time', () => {
  const rings = new TimeRings(9_999);
  rings.reserve(0);
  for (let us = 1; us <= 12_000; us++) {
    expect(rings.push(0, us, 0)).toBe(us > 9_999 ? us - 9_999 : Number.NEGATIVE_INFINITY);
  }
  for (let n = 1; n <= 9_999; n++) expect(rings.nthLastUs(0, n)).toBe(12_001 - n);
});

test.each([1, 3, 9, 4_096, 5_000])('blocks of %i are apart, and empty when they are had again', (length) => {
  const blocks = new TimeBlocks(length);
  const three = [blocks.claim(), blocks.claim(), blocks.claim()];
  for (const block of three) for (let at = 0; at < length; at++) blocks.set(block, at, block * length + at);
  for (const block of three) {
    for (let at = 0; at < length; at++) expect(blocks.at(block, at)).toBe(block * length + at);
  }
  blocks.release(three[1]!);
  expect(blocks.claim()).toBe(three[1]);
  for (let at = 0; at < length; at++) expect(blocks.at(three[1]!, at)).toBe(Number.NEGATIVE_INFINITY);
  expect(blocks.at(three[0]!, length - 1)).toBe(three[0]! * length + length - 1);
});
