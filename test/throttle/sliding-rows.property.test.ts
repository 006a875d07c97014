// A sliding window in a row of times, or in a ring of them, beside a list of all arrivals: alike at every moment that a
// clock can tell, for each key by itself and for whoever has its slot after it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SlidingWindows } from '../../src/throttle/sliding-windows.ts';
import { runs, SEED } from '../support/seed.ts';

const SLOTS = 5;

const lengths = fc.oneof(
  fc.integer({ min: 1, max: 50 }),
  fc.constantFrom(3_600_000_000, 40 * 86_400_000_000),
);
/** A row for each key up to 15, and from 16 on a short one or a ring. */
const thresholds = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 21, max: 100 }));

/** How long after the arrival before: most often so that a window holds about the threshold, now and then a window. */
const gaps = (threshold: number, lengthUs: number): fc.Arbitrary<number> => {
  const dense = Math.ceil((2 * lengthUs) / threshold / SLOTS);
  return fc.oneof(
    { weight: 60, arbitrary: fc.nat(dense) },
    { weight: 10, arbitrary: fc.constantFrom(0, 1) },
    { weight: 1, arbitrary: fc.integer({ min: lengthUs - 1, max: lengthUs + 1 }) },
  );
};

const traffic = fc.tuple(thresholds, lengths).chain(([threshold, lengthUs]) =>
  fc.record({
    threshold: fc.constant(threshold),
    lengthUs: fc.constant(lengthUs),
    fromUs: fc.oneof(
      fc.constantFrom(-Number.MAX_SAFE_INTEGER, 0),
      fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
    ),
    /** Times are put aside until somebody asks, or there are many: so ask seldom, too. */
    askEvery: fc.constantFrom(1, 1, 7, 100),
    steps: fc.array(
      fc.record({
        slot: fc.nat(SLOTS - 1),
        gapUs: gaps(threshold, lengthUs),
        forget: fc.oneof({ weight: 200, arbitrary: fc.constant(false) }, fc.constant(true)),
      }),
      { minLength: 1, maxLength: 400, size: 'max' },
    ),
  }),
);

describe(`rows of sliding windows (seed ${SEED})`, () => {
  test('tell what a list of all arrivals tells', () => {
    fc.assert(
      fc.property(traffic, ({ threshold, lengthUs, fromUs, askEvery, steps }) => {
        const windows = new SlidingWindows(threshold, lengthUs);
        const lists = Array.from({ length: SLOTS }, (): number[] => []);
        for (let slot = 0; slot < SLOTS; slot++) windows.begin(slot);
        let nowUs = fromUs;
        for (const [step, { slot, gapUs, forget }] of steps.entries()) {
          if (forget) {
            windows.forget(slot);
            windows.begin(slot);
            lists[slot] = [];
          }
          nowUs += gapUs;
          lists[slot] = [...lists[slot]!, nowUs].filter((us) => us > nowUs - lengthUs);
          const inside = lists[slot].length;
          expect(windows.exceedsWith(slot, nowUs)).toBe(inside > threshold);
          if (step % askEvery !== 0) continue;
          let held = 0;
          while (held < threshold && windows.heldMoreThan(slot, held)) held++;
          expect({ held, emptyAtUs: windows.emptyAtUs(slot) }).toEqual({
            held: Math.min(inside, threshold),
            emptyAtUs: nowUs + lengthUs,
          });
        }
      }),
      runs(300),
    );
  });
});
