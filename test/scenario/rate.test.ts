import { describe, expect, test } from 'vitest';
import { parseRate } from '../../src/scenario/rate.ts';

describe('A rate', () => {
  test.each([
    ['1/s', 1],
    ['2.5/s', 2.5],
    ['60/m', 1],
    ['1/h', 1 / 3600],
    ['3/10m', 0.005],
    ['10/ms', 10_000],
    ['24/1d', 24 / 86_400],
    ['0/h', 0],
  ])('of %s is %d Alerts per second', (text, perSecond) => {
    expect(parseRate(text)).toBeCloseTo(perSecond, 12);
  });

  test.each([
    '',
    '10',
    '10/',
    '/h',
    '-1/h',
    '1/0s',
    '1/week',
    '1 / h',
    '1/h/h',
    '1e3/s',
    `${'9'.repeat(400)}/s`,
  ])('is not what %.20j says', (text) => {
    expect(parseRate(text)).toBeUndefined();
  });
});
