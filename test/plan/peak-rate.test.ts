// The busiest window of a plan, against a count of every window.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peakInWindow } from '../../src/plan/peak-rate.ts';
import { runs, SEED } from '../support/seed.ts';

/** A busiest window can be moved until it ends at an event, so counting those that do is enough. */
function slowPeak(times: readonly number[], windowUs: number): number {
  return Math.max(0, ...times.map((end) => times.filter((us) => us > end - windowUs && us <= end).length));
}

describe('peakInWindow', () => {
  it.each([
    ['nothing', [], 10, 0],
    ['one event', [5], 10, 1],
    ['events exactly a window apart', [0, 10, 20], 10, 1],
    ['events a microsecond less apart', [0, 9, 18], 10, 2],
    ['a burst', [3, 3, 3, 50], 1, 3],
    ['a peak at the end', [0, 20, 21, 22], 5, 3],
  ])('of %s', (_, times, windowUs, peak) => {
    expect(peakInWindow(Float64Array.from(times), windowUs)).toBe(peak);
  });

  it(`is that of a count of every window (seed ${SEED})`, () => {
    const times = fc
      .array(fc.nat({ max: 200 }), { maxLength: 60 })
      .map((list) => list.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 60 }), (list, windowUs) => {
        expect(peakInWindow(Float64Array.from(list), windowUs)).toBe(slowPeak(list, windowUs));
      }),
      runs(500),
    );
  });

  it(`counts only rows that are to count, whatever time the others have (seed ${SEED})`, () => {
    const rows = fc
      .array(fc.tuple(fc.nat({ max: 200 }), fc.constantFrom('counts', 'early', 'unknown')), { maxLength: 60 })
      .map((list) => list.toSorted(([a], [b]) => a - b));
    const timeOf = { counts: (us: number) => us, early: () => 0, unknown: () => Number.NaN };
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 60 }), (list, windowUs) => {
        const timesUs = Float64Array.from(list, ([us, kind]) => timeOf[kind as keyof typeof timeOf](us));
        const counting = list.flatMap(([us, kind]) => (kind === 'counts' ? [us] : []));
        const counts = (row: number) => list[row]![1] === 'counts';
        expect(peakInWindow(timesUs, windowUs, counts)).toBe(slowPeak(counting, windowUs));
      }),
      runs(500),
    );
  });
});
