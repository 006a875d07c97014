// The three ways of counting, on exact moments: windows of 100 µs, and periods too long for any copy.

import { describe, expect, test } from 'vitest';
import { decide, profileWith } from './in-short.ts';

const counting = (shape: 'sliding' | 'tumbling' | 'anchored', threshold: number) =>
  profileWith({ shape, threshold, periodUs: 10_000 });

describe('a threshold of one, an Alert and another', () => {
  test.each([
    ['sliding', 30, 99, '+ -'],
    ['sliding', 30, 129, '+ -'],
    ['sliding', 30, 130, '+ +'],
    ['sliding', 30, 131, '+ +'],
    ['tumbling', 30, 99, '+ -'],
    ['tumbling', 30, 100, '+ +'],
    ['tumbling', 30, 101, '+ +'],
    ['tumbling', 99, 100, '+ +'],
    ['tumbling', 100, 199, '+ -'],
    ['tumbling', 100, 200, '+ +'],
    ['anchored', 30, 100, '+ -'],
    ['anchored', 30, 129, '+ -'],
    ['anchored', 30, 130, '+ +'],
    ['anchored', 30, 131, '+ +'],
  ] as const)('%s: at %i and at %i µs', (shape, first, second, expected) => {
    expect(decide(counting(shape, 1), [first, second])).toBe(expected);
  });
});

describe('tumbling windows', () => {
  const profile = counting('tumbling', 3);

  test('deliver twice the threshold across an aligned edge', () => {
    expect(decide(profile, [97, 98, 99, 100, 101, 102, 103])).toBe('+ + + + + + -');
  });

  test('begin each window anew, however many the last one held', () => {
    expect(decide(profile, [0, 1, 2, 3, 99, 100, 101, 102, 103])).toBe('+ + + - - +1/2 + + -');
  });

  test('count Alerts of the same instant one by one, on an edge as anywhere', () => {
    expect(decide(profile, [99, 100, 100, 100, 100, 200])).toBe('+ + + + - +1/1');
  });

  test('are aligned to the clock across windows in which nothing came', () => {
    expect(decide(profile, [950, 951, 952, 999, 1_000])).toBe('+ + + - +1/1');
  });

  test('are aligned before the origin of the clock as after it', () => {
    const before = profileWith(
      { shape: 'tumbling', threshold: 3, periodUs: 10_000 },
      { clock: 'alert-timestamp' },
    );
    expect(decide(before, [-101, -100, -99, -98, -1, 0])).toBe('+ + + + - +1/1');
  });
});

test.each([97, 98, 99, 150])('a tumbling window of 100 µs holds %i Alerts and no more', (threshold) => {
  const whole = (startUs: number) => Array.from({ length: threshold }, (_, n) => startUs + (n % 100));
  const arrivals = [...whole(-100).sort(byTime), -1, ...whole(700).sort(byTime), 799, 799];
  const delivered = Array.from({ length: threshold }, () => '+');
  const first = `+1/1 ${delivered.slice(1).join(' ')}`;
  const profile = profileWith(
    { shape: 'tumbling', threshold, periodUs: 10_000 },
    { clock: 'alert-timestamp' },
  );
  expect(decide(profile, arrivals)).toBe(`${delivered.join(' ')} - ${first} - -`);
});

describe('anchored windows', () => {
  const profile = counting('anchored', 3);

  test('open at the first Alert that finds none open', () => {
    expect(decide(profile, [50, 51, 52, 149, 150, 151, 152, 153])).toBe('+ + + - +1/1 + + -');
    expect(decide(profile, [0, 250, 251, 252, 349, 350])).toBe('+ + + + - +1/1');
  });

  test('are not made longer by later Alerts, delivered or discarded', () => {
    expect(decide(profile, [0, 40, 80, 120, 160, 200, 240, 280])).toBe('+ + + + + + + +');
    expect(decide(profile, [0, 1, 2, 3, 60, 99, 100])).toBe('+ + + - - - +1/3');
  });

  test('do not remember what a sliding window would', () => {
    const arrivals = [0, 98, 99, 100, 101];
    expect(decide(profile, arrivals)).toBe('+ + + + +');
    expect(decide(counting('sliding', 3), arrivals)).toBe('+ + + + -');
  });

  test('count Alerts of the same instant one by one, at the anchor as anywhere', () => {
    expect(decide(profile, [7, 7, 7, 7, 107, 107, 107, 107])).toBe('+ + + - +1/1 + + -');
  });
});

const byTime = (oneUs: number, otherUs: number): number => oneUs - otherUs;
