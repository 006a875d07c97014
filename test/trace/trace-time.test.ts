// The times of a trace: what is one, to the microsecond, and what is none.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUtc, readTraceTime } from '../../src/trace/trace-time.ts';
import { SEED } from '../support/seed.ts';

const MORNING_US = Date.UTC(2026, 0, 5, 10, 30, 15) * 1_000;

describe('a UTC time', () => {
  it.each([
    ['2026-01-05T10:30:15Z', MORNING_US],
    ['2026-01-05T10:30:15+00:00', MORNING_US],
    ['2026-01-05T10:30:15.1Z', MORNING_US + 100_000],
    ['2026-01-05T10:30:15.000001Z', MORNING_US + 1],
    ['2026-01-05T10:30:15.123456789Z', MORNING_US + 123_456],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29) * 1_000],
    ['1970-01-01T00:00:00Z', 0],
    ['1969-12-31T23:59:59.999999Z', -1],
    ['0001-01-01T00:00:00Z', new Date('0001-01-01T00:00:00Z').getTime() * 1_000],
  ])('%s is read to the microsecond', (text, us) => {
    expect(readTraceTime(text)).toEqual({ form: 'utc', us });
  });

  it.each([
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-32T00:00:00Z',
    '2026-01-05T24:00:00Z',
    '2026-01-05T10:60:00Z',
    '2026-01-05T10:30:60Z',
    '2026-01-05T10:30:15',
    '2026-01-05T10:30:15+01:00',
    '2026-01-05 10:30:15Z',
    '2026-01-05T10:30Z',
    '2026-01-05T10:30:15.Z',
    '2026-01-05',
    '',
    'now',
  ])('%j is none', (text) => {
    expect(readTraceTime(text)).toBeUndefined();
  });

  it(`is read as it was written (seed ${SEED})`, () => {
    const year = 365 * 86_400_000_000;
    fc.assert(
      fc.property(fc.integer({ min: -100 * year, max: 200 * year }), (us) => {
        expect(readTraceTime(formatUtc(us))).toEqual({ form: 'utc', us });
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});

describe('a number of seconds', () => {
  it.each([
    ['0', 0],
    ['12.5', 12_500_000],
    ['0.000007', 7],
    ['1767607200.123456', 1_767_607_200_123_456],
    ['1767607200.1234569', 1_767_607_200_123_456],
    ['-3.25', -3_250_000],
    ['-0', 0],
    [0.000007, 7],
    [1767607200.123456, 1_767_607_200_123_456],
    [12, 12_000_000],
    [1e-7, 0],
    [9_007_199_254, 9_007_199_254_000_000],
  ])('%j is read to the microsecond', (written, us) => {
    expect(readTraceTime(written)).toEqual({ form: 'seconds', us });
  });

  it.each(['1e3', '1,5', '.5', '5.', '+1', '0x10', '1 2', '9007199254.740993', 1e21, Number.NaN])(
    '%j is none',
    (written) => {
      expect(readTraceTime(written)).toBeUndefined();
    },
  );
});
