// Slots of keys: one for each Device that has one, found again, given again, and in turn each once.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeyPages, NO_SLOT } from '../../src/throttle/key-pages.ts';
import { SlotTurns } from '../../src/throttle/slot-turns.ts';
import { runs, SEED } from '../support/seed.ts';

const devices = fc.oneof(fc.nat(70), fc.nat(2_000), fc.constantFrom(31, 32, 1_048_576, 2 ** 25 + 31));
function* slotsOf(pages: KeyPages): Generator<number> {
  const turns = new SlotTurns(pages);
  for (let slot = turns.next(); slot !== NO_SLOT; slot = turns.next()) yield slot;
}

const steps = fc.array(fc.record({ device: devices, takes: fc.boolean() }), { maxLength: 300 });

describe(`slots of keys (seed ${SEED})`, () => {
  test('are had by one Device at a time, and told again from it and back', () => {
    fc.assert(
      fc.property(steps, (trace) => {
        const pages = new KeyPages();
        const held = new Map<number, number>();
        for (const { device, takes } of trace) {
          const slot = held.get(device);
          expect(pages.slotOf(device)).toBe(slot ?? NO_SLOT);
          if (takes && slot === undefined) {
            const taken = pages.take(device);
            expect([...held.values()]).not.toContain(taken);
            held.set(device, taken);
          } else if (!takes && slot !== undefined) {
            expect(pages.release(slot)).toBe(device);
            held.delete(device);
          }
          expect(pages.empty).toBe(held.size === 0);
        }
        const inTurn = [...slotsOf(pages)];
        expect(inTurn.toSorted((a, b) => a - b)).toEqual([...held.values()].toSorted((a, b) => a - b));
      }),
      runs(500),
    );
  });

  test('have their turn though others come and go meanwhile, and none that has gone does', () => {
    fc.assert(
      fc.property(fc.array(devices, { minLength: 1, maxLength: 100 }), steps, (first, trace) => {
        const pages = new KeyPages();
        const held = new Map<number, number>();
        for (const device of new Set(first)) held.set(device, pages.take(device));
        const staying = new Map(held);
        const seen = new Set<number>();
        const later = trace[Symbol.iterator]();
        for (const slot of slotsOf(pages)) {
          expect([...held.values()]).toContain(slot);
          seen.add(slot);
          const step = later.next();
          if (step.done) continue;
          const { device, takes } = step.value;
          const of = held.get(device);
          if (takes && of === undefined) held.set(device, pages.take(device));
          if (!takes && of !== undefined) {
            pages.release(of);
            held.delete(device);
            staying.delete(device);
          }
        }
        for (const slot of staying.values()) expect(seen).toContain(slot);
      }),
      runs(500),
    );
  });
});

test('slots of Devices far apart are near each other, so that few Devices need little room', () => {
  const pages = new KeyPages();
  const slots = Array.from({ length: 100 }, (_, n) => pages.take(n * 10_000));
  expect(Math.max(...slots)).toBeLessThan(100 * 32);
});

test('slots given back are given again before there are new ones', () => {
  const pages = new KeyPages();
  for (let round = 0; round < 50; round++) {
    const slots = Array.from({ length: 64 }, (_, n) => pages.take(round * 1_000 + n * 32));
    expect(Math.max(...slots)).toBeLessThan(64 * 32);
    for (const slot of slots) pages.release(slot);
  }
});
