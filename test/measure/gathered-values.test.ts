// Numbers gathered and handed over: a histogram that is told of them so is the one that was told of each by itself.

import fc from 'fast-check';
import { build } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { GatheredValues } from '../../src/measure/gathered-values.ts';
import { runs, SEED } from '../support/seed.ts';

const HIGHEST = 2 ** 32 - 1;

const empty = () =>
  build({
    bitBucketSize: 32,
    numberOfSignificantValueDigits: 3,
    lowestDiscernibleValue: 1,
    highestTrackableValue: HIGHEST,
    useWebAssembly: false,
  });

/** Any number, as often near a power of two as not, where one place ends and the next begins. */
const value = fc.oneof(
  fc.integer({ min: 0, max: HIGHEST }),
  fc
    .tuple(fc.integer({ min: 0, max: 31 }), fc.integer({ min: -2, max: 2 }))
    .map(([bit, off]) => Math.max(0, 2 ** bit + off)),
);

describe('gathered values', () => {
  it(`make the histogram that each of them makes (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.array(fc.array(value, { maxLength: 30 }), { maxLength: 4 }), (lists) => {
        const [direct, told] = [empty(), empty()];
        const gathered = new GatheredValues();
        for (const list of lists) {
          for (const each of list) {
            direct.recordValue(each);
            gathered.add(each);
          }
          gathered.handOver((each, count) => told.recordValueWithCount(each, count));
        }
        expect(told.totalCount).toBe(direct.totalCount);
        expect(told.maxValue).toBe(direct.maxValue);
        for (let at = 0; at <= 100; at++)
          expect(told.getValueAtPercentile(at)).toBe(direct.getValueAtPercentile(at));
      }),
      runs(200),
    );
  });

  it('hands over in ascending order, and nothing twice', () => {
    const gathered = new GatheredValues();
    for (const each of [9, 3, 9, 5_001, HIGHEST]) gathered.add(each);
    const taken: [number, number][] = [];
    gathered.handOver((each, count) => taken.push([each, count]));
    gathered.handOver((each, count) => taken.push([each, count]));
    expect(taken).toEqual([
      [3, 1],
      [9, 2],
      [5_003, 1],
      [HIGHEST, 1],
    ]);
  });
});
