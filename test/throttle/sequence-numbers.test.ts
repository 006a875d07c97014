import { expect, test } from 'vitest';
import { SequenceNumbers, saturate } from '../../src/throttle/sequence-numbers.ts';

test('sequence ids begin at 1 and wrap to 1 after the largest unsigned 32-bit number', () => {
  const fresh = new SequenceNumbers();
  expect([fresh.next(), fresh.next()]).toEqual([1, 2]);
  const old = new SequenceNumbers(4_294_967_293);
  expect([old.next(), old.next(), old.next(), old.next()]).toEqual([4_294_967_294, 4_294_967_295, 1, 2]);
});

test('a count stays at the largest unsigned 32-bit number', () => {
  expect([saturate(0), saturate(4_294_967_295), saturate(4_294_967_296)]).toEqual([
    0, 4_294_967_295, 4_294_967_295,
  ]);
});
