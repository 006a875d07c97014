import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_STRETCHES, SUSTAINED_MS } from '../../src/domain/limits.ts';
import { StrainWatch } from '../../src/measure/strain-watch.ts';
import { SEED } from '../support/seed.ts';

const HALF_A_SECOND = 500_000;

/** A watch with a bound of 0.7 that saw these levels, half a second each. */
const watchOf = (levels: readonly number[]) => {
  const watch = new StrainWatch(0.7);
  for (const [at, level] of levels.entries()) {
    watch.add(at * HALF_A_SECOND, (at + 1) * HALF_A_SECOND, level);
  }
  return watch.strain;
};

describe('the watch over a resource', () => {
  it('gives mean and peak, and no stretch while the bound holds', () => {
    const { mean, peak, strained } = watchOf([0.1, 0.7, 0.4])!;
    expect(mean).toBeCloseTo(0.4);
    expect([peak, strained]).toEqual([0.7, []]);
  });

  it('weighs a level by how long it lasted', () => {
    const watch = new StrainWatch(0.7);
    watch.add(0, 300, 1);
    watch.add(300, 400, 0);
    expect(watch.strain?.mean).toBeCloseTo(0.75);
  });

  it('names a stretch above the bound that lasts a second, with its own mean level', () => {
    expect(watchOf([0.2, 0.8, 1, 0.2])!.strained).toEqual([{ fromUs: 500_000, toUs: 1_500_000, level: 0.9 }]);
  });

  it('lets a shorter one pass: a collection of garbage, a start-up', () => {
    expect(watchOf([0.2, 1, 0.2, 1])!.strained).toEqual([]);
  });

  it('ends a stretch where the level is not known, and knows nothing where it never was', () => {
    expect(watchOf([1, Number.NaN, 1])).toEqual({ mean: 1, peak: 1, strained: [] });
    expect(watchOf([Number.NaN, Number.NaN])).toBeNull();
    expect(watchOf([])).toBeNull();
  });

  it('keeps the longest, in order of time, when there are too many', () => {
    const runs = Array.from({ length: MAX_STRETCHES + 2 }, (_, n) => n + 2);
    const { strained } = watchOf(runs.flatMap((length) => [...Array<number>(length).fill(1), 0]))!;
    const lengths = strained.map(({ fromUs, toUs }) => (toUs - fromUs) / HALF_A_SECOND);
    expect(lengths).toEqual(runs.slice(2));
  });

  it(`names only what was above the bound all through and for long (seed ${SEED})`, () => {
    const levels = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(levels, (seen) => {
        for (const { fromUs, toUs, level } of watchOf(seen)!.strained) {
          const inside = seen.slice(fromUs / HALF_A_SECOND, toUs / HALF_A_SECOND);
          expect(toUs - fromUs).toBeGreaterThanOrEqual(SUSTAINED_MS * 1_000);
          expect(Math.min(...inside)).toBeGreaterThan(0.7);
          expect(level).toBeCloseTo(inside.reduce((sum, one) => sum + one, 0) / inside.length);
        }
      }),
      { seed: SEED },
    );
  });
});
