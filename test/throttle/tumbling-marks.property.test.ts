// A tumbling window in one number per key, wide or narrow, beside the same window in two numbers: alike at every moment
// that a clock can tell, as far before its origin as after it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArrivalWindows } from '../../src/throttle/arrival-windows.ts';
import { CountedWindows, tumbling } from '../../src/throttle/counted-windows.ts';
import {
  type MarkForm,
  NARROW_MARKS,
  TumblingWindows,
  WIDE_MARKS,
} from '../../src/throttle/tumbling-windows.ts';
import { runs, SEED } from '../support/seed.ts';

const MINUTE_US = 60_000_000;
const DAY_US = 86_400_000_000;
const SLOTS = 3;

const rules = fc.record({
  threshold: fc.integer({ min: 1, max: 12 }),
  lengthUs: fc.integer({ min: MINUTE_US, max: DAY_US }),
});

/** Moments that rise from somewhere, most of them at an edge or beside one. */
const moments = (lengthUs: number): fc.Arbitrary<number[]> => {
  const last = Math.floor(Number.MAX_SAFE_INTEGER / lengthUs) - 42;
  const windows = fc.oneof(fc.constantFrom(-last, 0, last), fc.integer({ min: -last, max: last }));
  const steps = fc.array(
    fc.record({
      windows: fc.nat({ max: 2 }),
      us: fc.oneof(fc.integer({ min: -1, max: 1 }), fc.nat(lengthUs - 1)),
    }),
    { minLength: 1, maxLength: 20 },
  );
  return fc.tuple(windows, steps).map(([first, taken]) => {
    let window = first;
    const at = taken.map((step) => {
      window += step.windows;
      return window * lengthUs + step.us;
    });
    return at.sort((one, other) => one - other);
  });
};

const told = (windows: ArrivalWindows, times: readonly number[]): unknown[] => {
  for (let slot = 0; slot < SLOTS; slot++) windows.begin(slot);
  return times.map((timeUs, n) => {
    const slot = n % SLOTS;
    const exceeds = windows.exceedsWith(slot, timeUs);
    const held = Array.from({ length: 15 }, (_, count) => windows.heldMoreThan(slot, count));
    const earlierUs = times[Math.max(0, n - 1)]!;
    return {
      exceeds,
      held,
      holds: windows.stillHolds(slot, earlierUs, timeUs),
      emptyAtUs: windows.emptyAtUs(slot),
      emptyAfterUs: windows.emptyAfterUs(slot, timeUs),
    };
  });
};

describe(`marks of tumbling windows (seed ${SEED})`, () => {
  test.each([
    ['narrow', NARROW_MARKS],
    ['wide', WIDE_MARKS],
  ] as const)('that are %s tell what two numbers tell', (_, form: MarkForm) => {
    const cases = rules
      .filter(({ threshold, lengthUs }) => TumblingWindows.formFor(threshold, lengthUs) === NARROW_MARKS)
      .chain((rule) => fc.record({ rule: fc.constant(rule), times: moments(rule.lengthUs) }));
    fc.assert(
      fc.property(cases, ({ rule: { threshold, lengthUs }, times }) => {
        const inTwo = new CountedWindows(threshold, lengthUs, tumbling);
        expect(told(new TumblingWindows(threshold, lengthUs, form), times)).toEqual(told(inTwo, times));
      }),
      runs(300),
    );
  });

  test('are narrow only where the first and the last of all fit', () => {
    const any = fc.record({
      threshold: fc.integer({ min: 1, max: 100_000 }),
      lengthUs: fc.integer({ min: 1, max: 400 * DAY_US }),
    });
    fc.assert(
      fc.property(any, ({ threshold, lengthUs }) => {
        fc.pre(TumblingWindows.formFor(threshold, lengthUs) === NARROW_MARKS);
        const counts = threshold + 2;
        const first = Math.floor(-Number.MAX_SAFE_INTEGER / lengthUs) * counts;
        const last = Math.floor(Number.MAX_SAFE_INTEGER / lengthUs) * counts + counts - 1;
        expect([...Int32Array.of(first, last)]).toEqual([first, last]);
        expect(first).toBeGreaterThan(NARROW_MARKS.none);
      }),
      runs(300),
    );
  });
});

test.each([
  [10, 3_600_000_000, NARROW_MARKS],
  [800, 3_600_000_000, NARROW_MARKS],
  [900, 3_600_000_000, WIDE_MARKS],
  [10, 60_000_000, NARROW_MARKS],
  [10, 50_000_000, WIDE_MARKS],
  [10, 12, WIDE_MARKS],
  [10, 11, null],
])(
  'a threshold of %i in windows of %i µs has the smallest marks that hold it',
  (threshold, lengthUs, form) => {
    expect(TumblingWindows.formFor(threshold, lengthUs)).toBe(form);
  },
);
