// The shipped throttle on exact moments: threshold 3 in 100 µs, a copy every 50 µs, unless a test says otherwise.

import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../src/domain/clock.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { MetadataRule, Profile } from '../../src/throttle/profile.ts';
import { profileOf, ruleOf } from '../verify/profile-of.ts';
import { CODE, DEVICE, decide, OTHER, profileWith } from './in-short.ts';

const metadata = (parts: Partial<MetadataRule>): Profile =>
  profileOf({ metadata: { sequence: 'episode', count: 'delta', tail: 'next', ...parts } });

describe('counting in the sliding window', () => {
  test('delivers the Alert that reaches the threshold and discards the one above it', () => {
    expect(decide(profileOf(), [0, 1, 2, 3])).toBe('+ + + -');
  });

  test('counts Alerts of the same instant one by one, in arrival order', () => {
    expect(decide(profileOf(), [7, 7, 7, 7, 7])).toBe('+ + + - -');
  });

  test('leaves out an arrival exactly one window earlier, and keeps one a microsecond younger', () => {
    expect(decide(profileOf(), [0, 1, 2, 100])).toBe('+ + + +');
    expect(decide(profileOf(), [0, 1, 2, 99])).toBe('+ + + -');
  });

  test('never delivers more than the threshold across an aligned window edge', () => {
    expect(decide(profileOf(), [97, 98, 99, 100, 101, 102])).toBe('+ + + - - -');
  });

  test('counts discarded arrivals, too: a key that keeps storming stays throttled', () => {
    expect(decide(profileOf(), [0, 1, 2, 3, 20, 40, 60, 80, 99, 102])).toBe('+ + + - - - +1/3 - - -');
  });

  test('gives a threshold of one its first Alert and nothing else inside the window', () => {
    const profile = profileOf({ default: ruleOf(1, 100, 1_000) });
    expect(decide(profile, [0, 1, 99, 198, 298])).toBe('+ - - - +1/3');
  });

  test('remembers a threshold larger than its first allocation', () => {
    const profile = profileOf({ default: ruleOf(9, 100, 1_000) });
    expect(decide(profile, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 101])).toBe('+ + + + + + + + + - - - -');
    expect(decide(profile, [0, 1, 2, 3, 4, 5, 6, 7, 8, 100, 101, 102])).toBe('+ + + + + + + + + + + +');
  });
});

describe('forwarding copies and releasing', () => {
  const storm = profileOf({ default: ruleOf(2, 100, 50) });

  test('forwards the first arrival a whole period after engaging, and not one a microsecond before', () => {
    expect(decide(storm, [0, 1, 10, 59])).toBe('+ + - -');
    expect(decide(storm, [0, 1, 10, 60])).toBe('+ + - +1/1');
  });

  test('runs each period from the last copy, not from a grid', () => {
    expect(decide(storm, [0, 1, 10, 75, 80, 110, 124, 125])).toBe('+ + - +1/1 - - - +1/3');
  });

  test('delivers a single copy of several arrivals at the same instant', () => {
    expect(decide(storm, [0, 1, 10, 60, 60, 60])).toBe('+ + - +1/1 - -');
  });

  test('releases at the first arrival whose window is back at the threshold, and reports the tail on it', () => {
    expect(decide(storm, [0, 1, 10, 20, 110, 111, 112])).toBe('+ + - - +1/2 - -');
  });

  test('starts a new episode with a new id and its own period', () => {
    expect(decide(storm, [0, 1, 10, 60, 300, 301, 302, 351, 352])).toBe('+ + - +1/1 + + - - +2/2');
  });

  test('shares one sequence counter between keys, in the order they engage', () => {
    const alerts = [0, 1, 2, 3, 4, 5, 61, 62].map((t) => ({
      timeUs: t,
      deviceId: t % 2 === 0 ? DEVICE : OTHER,
    }));
    expect(decide(storm, alerts)).toBe('+ + + + - - +2/1 +1/1');
  });
});

describe('part 2 metadata', () => {
  const arrivals = [0, 1, 2, 3, 10, 53, 60, 103, 300, 301];

  test.each([
    [{}, '+ + + - - +1/2 - +1/1 + +'],
    [{ count: 'cumulative' }, '+ + + - - +1/2 - +1/3 + +'],
    [{ sequence: 'copy' }, '+ + + - - +1/2 - +2/1 + +'],
    [{ sequence: 'copy', count: 'cumulative' }, '+ + + - - +1/2 - +2/3 + +'],
  ] as const)('with %j marks the copies and nothing once all is reported', (parts, expected) => {
    expect(decide(metadata(parts), arrivals)).toBe(expected);
  });

  const withTail = [0, 1, 2, 3, 10, 53, 60, 300, 301];

  test.each([
    [{}, '+ + + - - +1/2 - +1/1 +'],
    [{ count: 'cumulative' }, '+ + + - - +1/2 - +1/3 +'],
    [{ sequence: 'copy' }, '+ + + - - +1/2 - +2/1 +'],
    [{ tail: 'drop' }, '+ + + - - +1/2 - + +'],
  ] as const)('with %j treats a tail that no copy reported', (parts, expected) => {
    expect(decide(metadata(parts), withTail)).toBe(expected);
  });

  test('marks a copy that follows a copy with a count of nought', () => {
    const profile = profileOf({ default: ruleOf(2, 100, 5) });
    expect(decide(profile, [0, 1, 2, 7, 12])).toBe('+ + - +1/1 +1/0');
  });
});

describe('keys and exceptions', () => {
  const once = profileOf({ default: ruleOf(1, 100, 1_000) });

  test('does not let one code of a Device throttle another, nor one Device another', () => {
    expect(
      decide(once, [
        { timeUs: 0, alertCode: 1 },
        { timeUs: 1, alertCode: 1 },
        { timeUs: 2, alertCode: 2 },
        { timeUs: 3, deviceId: OTHER, alertCode: 1 },
      ]),
    ).toBe('+ - + +');
  });

  test('never confuses keys whose written forms run together', () => {
    expect(
      decide(once, [
        { timeUs: 0, deviceId: 'A', alertCode: 0x1111 },
        { timeUs: 1, deviceId: 'A1', alertCode: 0x1111 },
        { timeUs: 2, deviceId: 'A11', alertCode: 0x1111 },
        { timeUs: 3, deviceId: 'A', alertCode: 0x1112 },
      ]),
    ).toBe('+ + + +');
  });

  test('delivers an excluded code at any rate, without counting or marking it', () => {
    const profile = profileOf({ exclude: new Set([CODE]), default: ruleOf(1, 100, 5) });
    expect(decide(profile, [0, 0, 0, 1, 2, 50])).toBe('+ + + + + +');
    expect(createThrottle(profile, new ManualClock()).trackedKeys).toBe(0);
  });

  test('judges a code with an override by the override alone', () => {
    const profile = profileOf({ overrides: new Map([[CODE, ruleOf(1, 10, 1_000)]]) });
    expect(
      decide(profile, [
        0,
        1,
        { timeUs: 2, alertCode: 1 },
        { timeUs: 3, alertCode: 1 },
        { timeUs: 4, alertCode: 1 },
        11,
      ]),
    ).toBe('+ - + + + +1/1');
  });
});

describe('every decision says why', () => {
  const reasons = (profile: Profile, timesUs: readonly number[]): string[] => {
    const throttle = createThrottle(profile, new ManualClock());
    return timesUs.map((timeUs, originatorCounter) => {
      return throttle.decide({ deviceId: DEVICE, alertCode: CODE, originatorCounter, timeUs }).reason;
    });
  };

  test('while a trailing copy comes each period', () => {
    expect(reasons(profileWith({}), [0, 1, 2, 3, 52, 200])).toEqual([
      'below-threshold',
      'below-threshold',
      'engaged',
      'throttled',
      'forwarded-copy',
      'released',
    ]);
  });

  test('when the engaging Alert is the first copy', () => {
    expect(reasons(profileWith({ copy: 'leading' }), [0, 1, 2, 3, 200, 201])).toEqual([
      'below-threshold',
      'below-threshold',
      'engaged',
      'throttled',
      'released',
      'below-threshold',
    ]);
  });

  test('when the code is excluded, or no place is left', () => {
    expect(reasons(profileWith({}, { exclude: new Set([CODE]) }), [0])).toEqual(['excluded']);
    expect(reasons(profileWith({}, { capacity: { keys: 0, overflow: 'forward' } }), [0])).toEqual([
      'untracked',
    ]);
  });
});
