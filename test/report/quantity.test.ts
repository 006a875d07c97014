import { expect, it } from 'vitest';
import {
  compactSpan,
  countOf,
  countText,
  milliseconds,
  share,
  shortHash,
  timeSpan,
} from '../../src/report/quantity.ts';

it('separates thousands and never rounds a count.', () => {
  expect([0, 999, 1000, 1234567].map(countText)).toEqual(['0', '999', '1,000', '1,234,567']);
});

it('counts one thing in the singular.', () => {
  expect([countOf(1, 'Device'), countOf(2, 'Device')]).toEqual(['1 Device', '2 Devices']);
});

it('shows three figures of a latency.', () => {
  expect([0.4123, 3.214, 48.53, 1203.9].map(milliseconds)).toEqual([
    '0.412 ms',
    '3.21 ms',
    '48.5 ms',
    '1,204 ms',
  ]);
});

it('says no share of nothing.', () => {
  expect([share(1, 8), share(0, 0)]).toEqual(['12.5%', '0.0%']);
});

it('says lengths of time as a person does.', () => {
  expect(
    [400_000, 30_000_000, 150_000_000, 120_000_000, 3_900_000_000, 86_400e6, 60 * 86_400e6, 50 * 3_600e6].map(
      timeSpan,
    ),
  ).toEqual(['0.4 s', '30 s', '2 min 30 s', '2 min', '1 h 5 min', '24 h', '60 d', '2 d 2 h']);
});

it('says lengths of time as short as a table needs them.', () => {
  const lengths = [0, 999, 40_000, 400_000, 9_949_999, 30_000_000, 59_600_000, 150_000_000, 120_000_000];
  expect(lengths.map(compactSpan)).toEqual([
    '0s',
    '999us',
    '40ms',
    '0.4s',
    '9.9s',
    '30s',
    '1m',
    '2m30s',
    '2m',
  ]);
  const hours = [3_599_600_000, 3_900_000_000, 7_200_000_000, 93_600_000_000];
  expect(hours.map(compactSpan)).toEqual(['1h', '1h05m', '2h', '26h']);
});

it('shortens a hash with or without the name of its algorithm.', () => {
  expect([shortHash('sha256:0123456789abcdef'), shortHash('0123456789abcdef')]).toEqual([
    '0123456789ab',
    '0123456789ab',
  ]);
});
