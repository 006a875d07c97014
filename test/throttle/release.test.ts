// When throttling ends, rule by rule, and what the ended episode leaves behind. Threshold 2 in 100 µs and a copy every
// 50 µs, unless a test says otherwise.

import { describe, expect, test } from 'vitest';
import { decide, metadata, profileWith } from './in-short.ts';

describe('release by window', () => {
  test('comes with the threshold itself, and not with one more', () => {
    expect(decide(profileWith({ periodUs: 1_000 }), [0, 1, 10, 100])).toBe('+ + - -');
    expect(decide(profileWith({ periodUs: 1_000 }), [0, 1, 10, 101])).toBe('+ + - +1/1');
  });
});

describe('release below', () => {
  const below = (clear: number, shape: 'sliding' | 'tumbling' | 'anchored' = 'sliding') =>
    profileWith({ threshold: 3, periodUs: 1_000, shape, release: { rule: 'below', clear } });

  test.each([
    [2, 101, '-'],
    [2, 102, '+1/1'],
    [1, 102, '-'],
    [1, 103, '+1/1'],
  ])('with clear %i: the count sinks from 3 to 1, and at %i µs it is %s', (clear, lastUs, expected) => {
    expect(decide(below(clear), [0, 1, 2, 3, lastUs])).toBe(`+ + + - ${expected}`);
  });

  test('keeps throttling between the two thresholds, where release by window would flap', () => {
    const arrivals = [0, 1, 2, 3, 60, 110, 160, 210, 310];
    expect(decide(below(1), arrivals)).toBe('+ + + - - - - - +1/5');
    expect(decide(profileWith({ threshold: 3, periodUs: 1_000 }), arrivals)).toBe('+ + + - - +1/2 + + +');
  });

  test('forwards copies between the two thresholds', () => {
    const profile = profileWith({ threshold: 3, release: { rule: 'below', clear: 1 } });
    expect(decide(profile, [0, 1, 2, 3, 52, 53, 110, 159, 160])).toBe('+ + + - - +1/2 +1/0 - +1/1');
  });

  test('ends with the window that starts from nought', () => {
    expect(decide(below(1, 'tumbling'), [50, 51, 52, 53, 99, 100, 100])).toBe('+ + + - - +1/2 +');
    expect(decide(below(1, 'anchored'), [50, 51, 52, 53, 149, 150, 150])).toBe('+ + + - - +1/2 +');
  });

  test('counts the whole threshold anew before it engages again', () => {
    expect(decide(below(1), [0, 1, 2, 3, 200, 201, 202, 203])).toBe('+ + + - +1/1 + + -');
  });
});

describe('release after quiet', () => {
  const quiet = (parts: Parameters<typeof profileWith>[0] = {}) => ({
    ...parts,
    release: { rule: 'quiet', forUs: 60 } as const,
  });

  test('needs the whole time since the Alert before, delivered or discarded', () => {
    expect(decide(profileWith(quiet({ lengthUs: 20 })), [0, 1, 2, 52, 111, 171])).toBe('+ + - +1/1 +1/0 +');
    expect(decide(profileWith(quiet({ lengthUs: 20, periodUs: 60 })), [0, 1, 2, 61, 120, 121])).toBe(
      '+ + - - +1/2 -',
    );
  });

  test('lasts beyond an empty window: only quiet ends it', () => {
    expect(decide(profileWith(quiet({ lengthUs: 5, periodUs: 60 })), [0, 1, 2, 61, 121])).toBe(
      '+ + - - +1/2',
    );
  });

  test('judges the releasing Alert afresh: with a full window it engages again at once', () => {
    expect(decide(profileWith(quiet()), [0, 1, 10, 69])).toBe('+ + - +1/1');
    expect(decide(profileWith(quiet()), [0, 1, 10, 70])).toBe('+ + - -');
  });

  test('runs the period of the new episode from the Alert that engaged again', () => {
    expect(decide(profileWith(quiet()), [0, 1, 10, 70, 119])).toBe('+ + - - -');
    expect(decide(profileWith(quiet()), [0, 1, 10, 70, 120])).toBe('+ + - - +2/2');
  });

  const trailing = [0, 1, 10, 70, 119, 120, 121, 300];

  test.each([
    [{}, '+ + - - - +2/3 - +2/1'],
    [{ count: 'cumulative' }, '+ + - - - +2/3 - +2/4'],
    [{ sequence: 'copy' }, '+ + - - - +1/3 - +2/1'],
    [{ sequence: 'copy', count: 'cumulative' }, '+ + - - - +1/3 - +2/4'],
    [{ tail: 'drop' }, '+ + - - - +2/2 - +'],
    [{ tail: 'drop', count: 'cumulative' }, '+ + - - - +2/2 - +'],
  ] as const)(
    'with %j carries an unreported tail into the episode that follows at once',
    (parts, expected) => {
      expect(decide(profileWith(quiet(), metadata(parts)), trailing)).toBe(expected);
    },
  );

  test.each([
    [{}, '+ + +1/0 - +2/1 - +2/1'],
    [{ count: 'cumulative' }, '+ + +1/0 - +2/1 - +2/2'],
    [{ sequence: 'copy' }, '+ + +1/0 - +2/1 - +3/1'],
    [{ tail: 'drop' }, '+ + +1/0 - +2/0 - +2/1'],
    [{ tail: 'drop', count: 'cumulative' }, '+ + +1/0 - +2/0 - +2/1'],
  ] as const)('with %j reports a carried tail on the leading copy', (parts, expected) => {
    const profile = profileWith(quiet({ copy: 'leading' }), metadata(parts));
    expect(decide(profile, [0, 1, 10, 20, 80, 81, 130])).toBe(expected);
  });

  test('carries tails on through any number of episodes', () => {
    const profile = profileWith(quiet({ lengthUs: 1_000 }));
    expect(decide(profile, [0, 1, 10, 70, 130, 190, 240])).toBe('+ + - - - - +4/4');
  });

  test('carries what was reported no second time', () => {
    const cumulative = profileWith(quiet({ lengthUs: 1_000 }), metadata({ count: 'cumulative' }));
    expect(decide(cumulative, [0, 1, 10, 20, 60, 61, 121, 171])).toBe('+ + - - +1/2 - - +2/2');
  });
});
