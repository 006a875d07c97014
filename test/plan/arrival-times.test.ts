// When the Alerts of one stream on one Device are due: exact moments for the exact shapes; for chance a second,
// obvious implementation on the same draws, and the statistics of many Devices.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RandomStream, randomStream } from '../../src/domain/random.ts';
import { arrivalTimes, expectedArrivals } from '../../src/plan/arrival-times.ts';
import type { ArrivalShape, StreamSpec } from '../../src/scenario/scenario.ts';
import { runs, SEED } from '../support/seed.ts';
import { shaped, streamOf } from './scenario-of.ts';

const SECOND_US = 1_000_000;

/** Chance that nothing may ask for. */
const NO_CHANCE: RandomStream = {
  uniform: () => expect.unreachable('a draw'),
  exponential: () => expect.unreachable('a draw'),
};

/** Chance that always draws the same. */
const always = (uniform: number): RandomStream => ({ ...NO_CHANCE, uniform: () => uniform });

const times = (arrival: ArrivalShape, fromUs: number, lengthUs: number): number[] =>
  arrivalTimes(shaped(arrival, fromUs, lengthUs), NO_CHANCE);

describe('an exact shape', () => {
  it('every: starts at once and goes on by the interval until the end, which is out', () => {
    expect(times({ shape: 'every', intervalUs: 10 }, 0, 30)).toEqual([0, 10, 20]);
    expect(times({ shape: 'every', intervalUs: 10 }, 0, 31)).toEqual([0, 10, 20, 30]);
    expect(times({ shape: 'every', intervalUs: 10 }, 5, 30)).toEqual([5, 15, 25]);
  });

  it('every: sends once when the interval is longer than the stream', () => {
    expect(times({ shape: 'every', intervalUs: 10 }, 3, 1)).toEqual([3]);
  });

  it('every: stays exact over a long time', () => {
    const all = times({ shape: 'every', intervalUs: 7 }, 0, 7_000_000);
    expect(all).toHaveLength(1_000_000);
    expect(all.at(-1)).toBe(6_999_993);
  });

  it('burst: sends all of a burst at one moment, burst by burst', () => {
    expect(times({ shape: 'burst', count: 3, intervalUs: 10 }, 5, 20)).toEqual([5, 5, 5, 15, 15, 15]);
    expect(times({ shape: 'burst', count: 2, intervalUs: 10 }, 0, 21)).toEqual([0, 0, 10, 10, 20, 20]);
  });

  it('comb: sends train by train, the Alerts of each apart by the spacing', () => {
    const comb: ArrivalShape = { shape: 'comb', count: 3, spacingUs: 2, intervalUs: 10 };
    expect(times(comb, 5, 20)).toEqual([5, 7, 9, 15, 17, 19]);
    expect(times(comb, 0, 13)).toEqual([0, 2, 4, 10, 12]);
  });

  it('pair: is raised by its interval', () => {
    const pair: ArrivalShape = { shape: 'pair', clearCode: 1, afterUs: 4, intervalUs: 10 };
    expect(times(pair, 5, 20)).toEqual([5, 15]);
  });

  it('ramp: sends where the area below the rate reaches a whole number', () => {
    const up: ArrivalShape = { shape: 'ramp', fromPerSecond: 0, toPerSecond: 2, overUs: 4 * SECOND_US };
    // The area after t seconds is t²/4: 1 after 2 s, 2 after √8 s, 3 after √12 s; then two a second.
    expect(times(up, 0, 5 * SECOND_US)).toEqual([0, 2_000_000, 2_828_427, 3_464_102, 4_000_000, 4_500_000]);
    const down: ArrivalShape = { shape: 'ramp', fromPerSecond: 1, toPerSecond: 0, overUs: 6 * SECOND_US };
    // 3 Alerts in all: t − t²/12 is 1 and 2 at 6 − √24 and 6 − √12 seconds, and 3 at the very end of the ramp.
    expect(times(down, 7, 6 * SECOND_US)).toEqual([7, 1_101_028, 2_535_905]);
  });

  it('ramp: that does not climb is `every`, to the microsecond', () => {
    const flat: ArrivalShape = { shape: 'ramp', fromPerSecond: 0.2, toPerSecond: 0.2, overUs: 77 };
    const every: ArrivalShape = { shape: 'every', intervalUs: 5 * SECOND_US };
    expect(times(flat, 3, 3_600 * SECOND_US)).toEqual(times(every, 3, 3_600 * SECOND_US));
  });

  it('once: sends at the start', () => {
    expect(times({ shape: 'once' }, 42, 10)).toEqual([42]);
  });

  it('at: sends at each moment, in order of time, from the start of the stream', () => {
    expect(times({ shape: 'at', timesUs: [7, 0, 3, 3] }, 100, 8)).toEqual([100, 103, 103, 107]);
  });

  it('at: leaves out what lies at or after the end', () => {
    expect(times({ shape: 'at', timesUs: [7, 8, 9] }, 100, 8)).toEqual([107]);
  });

  it('poisson: asks for chance', () => {
    expect(() => times({ shape: 'poisson', perSecond: 1 }, 0, SECOND_US)).toThrow('a draw');
  });
});

describe('jitter', () => {
  const every: ArrivalShape = { shape: 'every', intervalUs: 10 };

  it('moves each event later by its draw, in whole microseconds', () => {
    const stream = streamOf({ arrival: every, jitterUs: 7, untilUs: 30 });
    expect(arrivalTimes(stream, always(0))).toEqual([0, 10, 20]);
    expect(arrivalTimes(stream, always(0.5))).toEqual([3, 13, 23]);
    expect(arrivalTimes(stream, always(0.999))).toEqual([6, 16, 26]);
  });

  it('leaves out what it moves to the end or beyond', () => {
    const stream = streamOf({ arrival: every, jitterUs: 20, untilUs: 30 });
    expect(arrivalTimes(stream, always(0.5))).toEqual([10, 20]);
  });

  it('draws anew for every event, and hands them out in order of time', () => {
    const draws = [0.9, 0, 0.5];
    const random: RandomStream = { ...NO_CHANCE, uniform: () => draws.shift()! };
    const stream = streamOf({ arrival: every, jitterUs: 30, untilUs: 30 });
    expect(arrivalTimes(stream, random)).toEqual([10, 27]);
  });

  it(`keeps every event in its own stretch and in order (seed ${SEED})`, () => {
    const stream = fc.record({
      intervalUs: fc.integer({ min: 1, max: 50 }),
      jitterUs: fc.integer({ min: 1, max: 200 }),
      fromUs: fc.nat({ max: 1_000 }),
      lengthUs: fc.integer({ min: 1, max: 2_000 }),
    });
    fc.assert(
      fc.property(stream, fc.nat(), ({ intervalUs, jitterUs, fromUs, lengthUs }, seed) => {
        const spec = { ...shaped({ shape: 'every', intervalUs }, fromUs, lengthUs), jitterUs };
        const moved = arrivalTimes(spec, randomStream(seed, 'jitter', 0));
        expect(moved.every((us) => Number.isInteger(us) && us >= fromUs && us < fromUs + lengthUs)).toBe(
          true,
        );
        expect(moved.toSorted((a, b) => a - b)).toEqual(moved);

        const random = randomStream(seed, 'jitter', 0);
        const expected: number[] = [];
        for (let us = fromUs; us < fromUs + lengthUs; us += intervalUs) {
          expected.push(us + Math.floor(random.uniform() * jitterUs));
        }
        expect(moved).toEqual(expected.filter((us) => us < fromUs + lengthUs).sort((a, b) => a - b));
      }),
      runs(300),
    );
  });
});

describe(`poisson (seed ${SEED})`, () => {
  /** The obvious way: wait an exponential time, send, wait again. Sleeps are added up, so the last bits may differ. */
  function waitAndSend(spec: StreamSpec & { arrival: { shape: 'poisson' } }, random: RandomStream): number[] {
    const sent: number[] = [];
    const perUs = spec.arrival.perSecond / SECOND_US;
    let nowUs = spec.fromUs + random.exponential() / perUs;
    while (nowUs < spec.untilUs) {
      sent.push(nowUs);
      nowUs += random.exponential() / perUs;
    }
    return sent;
  }

  it('sends at the moments of a second implementation that has the same draws', () => {
    const spec = fc.record({
      perSecond: fc.double({ min: 0.001, max: 50, noNaN: true }),
      fromUs: fc.nat({ max: 10 * SECOND_US }),
      lengthUs: fc.integer({ min: 1, max: 10 * SECOND_US }),
    });
    fc.assert(
      fc.property(spec, fc.nat(), ({ perSecond, fromUs, lengthUs }, seed) => {
        const stream = {
          ...shaped({ shape: 'once' }, fromUs, lengthUs),
          arrival: { shape: 'poisson', perSecond },
        };
        const poisson = stream as StreamSpec & { arrival: { shape: 'poisson' } };
        const planned = arrivalTimes(poisson, randomStream(seed, 'p', 0));
        const expected = waitAndSend(poisson, randomStream(seed, 'p', 0));
        expect(planned).toHaveLength(expected.length);
        const apart = planned.map((us, n) => Math.abs(us - Math.floor(expected[n]!)));
        expect(Math.max(0, ...apart)).toBeLessThanOrEqual(1);
        expect(planned.every((us) => Number.isInteger(us) && us >= fromUs && us < fromUs + lengthUs)).toBe(
          true,
        );
      }),
      runs(200),
    );
  });

  it('sends at the rate it declares: mean and variance of the counts of many Devices within 5 sigma', () => {
    const devices = 4_000;
    const expected = 20;
    const stream = shaped({ shape: 'poisson', perSecond: 2 }, 0, 10 * SECOND_US);
    const counts = Array.from(
      { length: devices },
      (_, index) => arrivalTimes(stream, randomStream(SEED, 'counts', index)).length,
    );
    const mean = counts.reduce((sum, count) => sum + count, 0) / devices;
    const variance = counts.reduce((sum, count) => sum + (count - expected) ** 2, 0) / devices;
    expect(Math.abs(mean - expected)).toBeLessThan(5 * Math.sqrt(expected / devices));
    const varianceOfSquares = expected + 2 * expected ** 2;
    expect(Math.abs(variance - expected)).toBeLessThan(5 * Math.sqrt(varianceOfSquares / devices));
  });

  it('sends as often in the first half of a stream as in the second', () => {
    const stream = shaped({ shape: 'poisson', perSecond: 2 }, 0, 10 * SECOND_US);
    let first = 0;
    let all = 0;
    for (let index = 0; index < 2_000; index++) {
      const planned = arrivalTimes(stream, randomStream(SEED, 'halves', index));
      first += planned.filter((us) => us < 5 * SECOND_US).length;
      all += planned.length;
    }
    expect(Math.abs(first - all / 2)).toBeLessThan(5 * Math.sqrt(all / 4));
  });
});

describe(`ramp (seed ${SEED})`, () => {
  const ramp = fc.record({
    fromPerSecond: fc.double({ min: 0, max: 40, noNaN: true }),
    toPerSecond: fc.double({ min: 0.01, max: 40, noNaN: true }),
    overUs: fc.integer({ min: SECOND_US, max: 20 * SECOND_US }),
  });

  it('sends as many as the area below its rate, each where the area reaches its number', () => {
    fc.assert(
      fc.property(ramp, fc.integer({ min: 1, max: 30 * SECOND_US }), (rates, lengthUs) => {
        const { fromPerSecond, toPerSecond, overUs } = rates;
        /** The area by the rule of the trapezium, straight on after the ramp. */
        const area = (us: number): number => {
          const climbUs = Math.min(us, overUs);
          const reached = fromPerSecond + ((toPerSecond - fromPerSecond) * climbUs) / overUs;
          return (((fromPerSecond + reached) / 2) * climbUs + toPerSecond * (us - climbUs)) / SECOND_US;
        };
        const planned = times({ shape: 'ramp', ...rates }, 0, lengthUs);
        expect(Math.abs(planned.length - area(lengthUs))).toBeLessThanOrEqual(1);
        expect(planned.toSorted((a, b) => a - b)).toEqual(planned);
        planned.forEach((us, n) => {
          expect(area(us - 1)).toBeLessThanOrEqual(n + 1e-6);
          expect(area(us + 1)).toBeGreaterThanOrEqual(n - 1e-6);
        });
      }),
      runs(300),
    );
  });
});

describe('expectedArrivals', () => {
  const exactShape = fc.oneof(
    fc.integer({ min: 1, max: 50 }).map((intervalUs): ArrivalShape => ({ shape: 'every', intervalUs })),
    fc
      .record({ count: fc.integer({ min: 1, max: 5 }), intervalUs: fc.integer({ min: 1, max: 50 }) })
      .map((burst): ArrivalShape => ({ shape: 'burst', ...burst })),
    fc
      .record({ count: fc.integer({ min: 1, max: 5 }), intervalUs: fc.integer({ min: 10, max: 50 }) })
      .map((comb): ArrivalShape => ({ shape: 'comb', spacingUs: 2, ...comb })),
    fc.constant<ArrivalShape>({ shape: 'once' }),
  );

  it(`counts what an exact shape will send (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        exactShape,
        fc.nat({ max: 99 }),
        fc.integer({ min: 1, max: 500 }),
        (arrival, from, length) => {
          const stream = shaped(arrival, from, length);
          expect(expectedArrivals(stream)).toBe(arrivalTimes(stream, NO_CHANCE).length);
        },
      ),
      runs(300),
    );
  });

  it('counts every moment that is named', () => {
    expect(expectedArrivals(shaped({ shape: 'at', timesUs: [1, 2, 3] }))).toBe(3);
  });

  it('counts what a ramp sends', () => {
    const ramp: ArrivalShape = { shape: 'ramp', fromPerSecond: 0, toPerSecond: 2, overUs: 4 * SECOND_US };
    expect(expectedArrivals(shaped(ramp, 7, 5 * SECOND_US))).toBe(6);
  });

  it('is the average where chance decides', () => {
    expect(expectedArrivals(shaped({ shape: 'poisson', perSecond: 0.5 }, 7, 3 * SECOND_US))).toBe(1.5);
  });
});
