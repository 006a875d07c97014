// Durations: text in, whole microseconds out, and back without loss.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, formatMoment, parseDuration, unitUs } from '../../src/domain/duration.ts';
import { runs, SEED } from '../support/seed.ts';

describe('parseDuration', () => {
  it.each([
    ['0s', 0],
    ['1us', 1],
    ['250ms', 250_000],
    ['30s', 30_000_000],
    ['5m', 300_000_000],
    ['1h', 3_600_000_000],
    ['1d', 86_400_000_000],
    ['1.5h', 5_400_000_000],
    ['0.25ms', 250],
    ['0.000001s', 1],
    ['0.1d', 8_640_000_000],
    ['007s', 7_000_000],
    ['104249d', 9_007_113_600_000_000],
  ])('reads %s', (text, us) => {
    expect(parseDuration(text)).toBe(us);
  });

  it.each([
    ['a bare number', '30'],
    ['a bare zero', '0'],
    ['nothing', ''],
    ['a unit alone', 's'],
    ['a sign', '-5m'],
    ['a plus', '+5m'],
    ['a space', '5 m'],
    ['a space before', ' 5m'],
    ['a line end after', '5m\n'],
    ['an unknown unit', '5w'],
    ['a unit in upper case', '5M'],
    ['a unit spelt out', '5min'],
    ['two parts', '1h30m'],
    ['an exponent', '1e3s'],
    ['a comma', '1,5s'],
    ['a point without a digit after', '1.s'],
    ['a point without a digit before', '.5s'],
    ['hexadecimal', '0x10s'],
    ['another script', '٣s'],
    ['a name that every object has', '1toString'],
    ['a tenth of a microsecond', '0.0000001s'],
    ['half a microsecond', '0.5us'],
    ['more than can be counted exactly', '104250d'],
    ['far more than can be counted', `${'9'.repeat(400)}s`],
  ])('refuses %s', (_, text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each(['0.0000001us', '0.0000000000001s', '1.0000000000001s', '5.0000001us'])(
    'refuses %s, which is no whole number of microseconds',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it.each([
    ['33720.959368s', 33_720_959_368],
    ['262678.637679s', 262_678_637_679],
  ])('reads %s, which is a whole number of microseconds', (text, us) => {
    expect(parseDuration(text)).toBe(us);
  });
});

describe(`durations of any length (seed ${SEED})`, () => {
  const us = fc.oneof(
    fc.maxSafeNat(),
    fc.nat(),
    fc.nat({ max: 100_000 }).map((s) => s * 3_600_000),
  );

  it('come back as they were written', () => {
    fc.assert(
      fc.property(us, (whole) => {
        expect(parseDuration(formatDuration(whole))).toBe(whole);
      }),
      runs(500),
    );
  });

  it('are refused as bare numbers', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.double()), (bare) => {
        expect(parseDuration(String(bare))).toBeUndefined();
      }),
      runs(200),
    );
  });

  it('are read exactly when written in seconds with six decimals', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 999_999 }), (seconds, rest) => {
        const text = `${seconds}.${String(rest).padStart(6, '0')}s`;
        expect(parseDuration(text)).toBe(seconds * 1_000_000 + rest);
      }),
      runs(1_000),
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0us'],
    [1, '1us'],
    [999, '999us'],
    [1_000, '1ms'],
    [1_001, '1001us'],
    [30_000_000, '30s'],
    [90_000_000, '90s'],
    [120_000_000, '2m'],
    [3_600_000_000, '1h'],
    [90_000_000_000, '25h'],
    [172_800_000_000, '2d'],
  ])('writes %i in the largest unit that divides it: %s', (us, text) => {
    expect(formatDuration(us)).toBe(text);
  });
});

describe('formatMoment', () => {
  it.each([
    [0, '0:00:00.000000'],
    [1, '0:00:00.000001'],
    [999_999, '0:00:00.999999'],
    [59_999_999, '0:00:59.999999'],
    [60_000_000, '0:01:00.000000'],
    [3_599_999_999, '0:59:59.999999'],
    [3_600_000_000, '1:00:00.000000'],
    [93_784_000_005, '26:03:04.000005'],
    [-1, '-0:00:00.000001'],
    [-61_500_000, '-0:01:01.500000'],
  ])('shows %i so that an edge of one microsecond can be seen: %s', (us, text) => {
    expect(formatMoment(us)).toBe(text);
  });
});

describe('unitUs', () => {
  it.each([
    ['us', 1],
    ['ms', 1_000],
    ['s', 1_000_000],
    ['m', 60_000_000],
    ['h', 3_600_000_000],
    ['d', 86_400_000_000],
    ['w', undefined],
    ['', undefined],
    ['constructor', undefined],
  ])('knows the length of %j', (unit, us) => {
    expect(unitUs(unit)).toBe(us);
  });
});
