// Where episodes are held: each slot's apart from all others, and no more room than there ever were at once.

import { expect, test } from 'vitest';
import { Episodes } from '../../src/throttle/episodes.ts';

test('episodes of many slots are held apart, those that took the place of an ended one, too', () => {
  const episodes = new Episodes();
  const slots = Array.from({ length: 1000 }, (_, n) => n * 7);
  for (const slot of slots) episodes.add(slot).begin(slot, slot + 1, slot + 2);
  for (const slot of slots.filter((_, n) => n % 3 === 0)) episodes.delete(slot);
  for (const slot of slots.filter((_, n) => n % 3 === 0)) episodes.add(slot + 1).begin(0, -slot, 0);
  for (const [n, slot] of slots.entries()) {
    if (n % 3 === 0) expect(episodes.of(slot + 1)).toMatchObject({ lastCopyUs: -slot, unreported: 0 });
    else expect(episodes.of(slot)).toMatchObject({ lastArrivalUs: slot + 1, unreported: slot + 2 });
  }
});

test('episodes one after the other need the room of one', () => {
  const episodes = new Episodes();
  const before = process.memoryUsage().arrayBuffers;
  for (let n = 0; n < 200_000; n++) {
    episodes.add(3).begin(n, n, 0);
    episodes.delete(3);
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000);
});
