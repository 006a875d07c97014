import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SampleSeries } from '../../src/measure/sample-series.ts';
import { SEED } from '../support/seed.ts';

const FOLDS = { wallMs: 'sum', worstMs: 'max' } as const;

const seriesOf = (samples: readonly number[], capacity: number) => {
  const series = new SampleSeries<keyof typeof FOLDS>(FOLDS, capacity);
  for (const value of samples) series.add({ wallMs: value, worstMs: value });
  const { wallMs, worstMs } = series.columns;
  return { wallMs: [...wallMs], worstMs: [...worstMs] };
};

describe('a series of samples', () => {
  it('keeps each as long as there is room', () => {
    expect(seriesOf([3, 1, 2], 4)).toEqual({ wallMs: [3, 1, 2], worstMs: [3, 1, 2] });
  });

  it('makes one of each two when it is full, and goes on two by two', () => {
    expect(seriesOf([3, 1, 2, 5, 4], 4)).toEqual({ wallMs: [4, 7, 4], worstMs: [3, 5, 4] });
    expect(seriesOf([3, 1, 2, 5, 4, 9], 4)).toEqual({ wallMs: [4, 7, 13], worstMs: [3, 5, 9] });
    expect(seriesOf([3, 1, 2, 5, 4, 9, 1, 1, 1], 4)).toEqual({ wallMs: [11, 15, 1], worstMs: [5, 9, 1] });
  });

  it('does not make a number of what was not known', () => {
    expect(seriesOf([1, Number.NaN, 2, 3, 4], 4).wallMs).toEqual([Number.NaN, 5, 4]);
  });

  it(`never has more than its capacity, and loses no sum and no maximum (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 8 }).map((half) => 2 * half),
        (samples, capacity) => {
          const { wallMs, worstMs } = seriesOf(samples, capacity);
          expect(wallMs.length).toBeLessThanOrEqual(capacity);
          expect(wallMs.length).toBeGreaterThanOrEqual(Math.min(samples.length, capacity / 2));
          expect(wallMs.reduce((sum, value) => sum + value, 0)).toBe(
            samples.reduce((sum, value) => sum + value, 0),
          );
          expect(Math.max(...worstMs)).toBe(Math.max(...samples));
        },
      ),
      { seed: SEED },
    );
  });
});
