// Which Alerts go through while a key is throttled, and what they tell: threshold 2 in 100 µs, a copy every 50 µs.

import { describe, expect, test } from 'vitest';
import { decide, metadata, profileWith } from './in-short.ts';

const leading = profileWith({ copy: 'leading' });

describe('a leading copy', () => {
  test('is the engaging Alert itself, marked with a count of nought', () => {
    expect(decide(leading, [0, 1, 10])).toBe('+ + +1/0');
  });

  test('starts the period: the next goes through a whole period later, and not a microsecond before', () => {
    expect(decide(leading, [0, 1, 10, 59])).toBe('+ + +1/0 -');
    expect(decide(leading, [0, 1, 10, 60])).toBe('+ + +1/0 +1/0');
    expect(decide(leading, [0, 1, 10, 20, 61])).toBe('+ + +1/0 - +1/1');
  });

  test('is one Alert of several at the same instant', () => {
    expect(decide(leading, [10, 10, 10, 10, 60, 60])).toBe('+ + +1/0 - +1/1 -');
  });

  test('leaves no tail when nothing was discarded after it', () => {
    expect(decide(leading, [0, 1, 10, 200])).toBe('+ + +1/0 +');
  });

  test('begins a new episode with a new id', () => {
    expect(decide(leading, [0, 1, 10, 200, 201, 202])).toBe('+ + +1/0 + + +2/0');
  });

  test.each([
    [{}, '+ + +1/0 - +1/1 - +1/1 - +1/1'],
    [{ count: 'cumulative' }, '+ + +1/0 - +1/1 - +1/2 - +1/3'],
    [{ sequence: 'copy' }, '+ + +1/0 - +2/1 - +3/1 - +4/1'],
    [{ sequence: 'copy', count: 'cumulative' }, '+ + +1/0 - +2/1 - +3/2 - +4/3'],
    [{ tail: 'drop' }, '+ + +1/0 - +1/1 - +1/1 - +'],
  ] as const)('with %j marks the copies and the tail', (parts, expected) => {
    const profile = profileWith({ copy: 'leading' }, metadata(parts));
    expect(decide(profile, [0, 1, 10, 20, 60, 70, 110, 120, 300])).toBe(expected);
  });
});

describe('a copy in windows that start from nought', () => {
  test.each(['tumbling', 'anchored'] as const)('goes through a period after engaging: %s', (shape) => {
    expect(decide(profileWith({ shape }), [0, 1, 10, 59, 60, 99, 100, 101, 102])).toBe(
      '+ + - - +1/2 - +1/1 + -',
    );
    expect(decide(profileWith({ shape, copy: 'leading' }), [0, 1, 10, 59, 60, 99, 100])).toBe(
      '+ + +1/0 - +1/1 - +1/1',
    );
  });

  test('never goes through when the period is as long as the tumbling window', () => {
    const profile = profileWith({ shape: 'tumbling', periodUs: 100 });
    expect(decide(profile, [0, 1, 2, 50, 99, 100, 101, 102, 199, 200])).toBe('+ + - - - +1/3 + - - +2/2');
  });
});
