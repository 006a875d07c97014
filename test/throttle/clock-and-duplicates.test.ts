// Times that an Alert brings itself, and Alerts that are sent again. Threshold 1 in 100 µs and no copy, unless a test
// says otherwise.

import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../src/domain/clock.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import type { Arrival } from '../../src/throttle/throttle.ts';
import { CODE, DEVICE, decide, OTHER, profileWith } from './in-short.ts';

type RuleParts = Parameters<typeof profileWith>[0];

const withRule = (parts: RuleParts, settings: Partial<Profile>) =>
  profileWith({ threshold: 1, periodUs: 1_000, ...parts }, settings);

describe('the clock of the Alerts', () => {
  const byAlert = (parts: RuleParts = {}) => withRule(parts, { clock: 'alert-timestamp' });

  test('counts a time that goes backwards as the latest seen', () => {
    expect(decide(byAlert({ threshold: 2 }), [200, 100, 299])).toBe('+ + -');
    expect(decide(byAlert({ threshold: 2 }), [200, 100, 300])).toBe('+ + +');
  });

  test('counts an old Alert now, not when it says', () => {
    expect(decide(byAlert(), [1_000, 0])).toBe('+ -');
  });

  test('goes backwards for good when a time is too late: the key waits for its clock', () => {
    expect(decide(byAlert(), [9_000, 0, 100, 200, 9_099, 9_100])).toBe('+ - - - - -');
    expect(decide(byAlert(), [9_000, 0, 100, 200, 9_099, 9_199])).toBe('+ - - - - +1/4');
  });

  test('is each key its own', () => {
    expect(
      decide(byAlert(), [{ timeUs: 1_000, deviceId: OTHER }, 0, 100, { timeUs: 999, deviceId: OTHER }, 199]),
    ).toBe('+ + + - -');
  });

  test('runs periods and quiet times, too', () => {
    const profile = byAlert({ periodUs: 50, release: { rule: 'quiet', forUs: 60 }, lengthUs: 20 });
    expect(decide(profile, [0, 1, 51, 0, 111, 110, 170])).toBe('+ - +1/1 - +1/1 - +2/1');
  });
});

describe('Alerts sent again', () => {
  const ignoring = (parts: RuleParts = {}, settings: Partial<Profile> = {}) =>
    withRule(parts, { duplicates: 'ignore', ...settings });

  /** Alerts as pairs of moment and originator counter. */
  const alerts = (...pairs: readonly (readonly [number, number])[]): Partial<Arrival>[] =>
    pairs.map(([timeUs, originatorCounter]) => ({ timeUs, originatorCounter }));

  test('are counted like any other where duplicates count', () => {
    expect(decide(withRule({}, { duplicates: 'count' }), alerts([0, 1], [1, 1]))).toBe('+ -');
  });

  test('go the way of their first copy, and are counted nowhere', () => {
    const profile = ignoring({ threshold: 2, periodUs: 50 });
    const storm = alerts([0, 1], [1, 1], [2, 1], [3, 2], [4, 3], [5, 3], [6, 1], [53, 3], [54, 4], [55, 4]);
    expect(decide(profile, storm)).toBe('+ + + + - - + - +1/1 +1/1');
    expect(decide(profile, [...storm, ...alerts([56, 5], [57, 3], [104, 6])])).toMatch(/ - - \+1\/1$/);
  });

  test('say why', () => {
    const throttle = createThrottle(ignoring(), new ManualClock());
    const decisions = alerts([0, 1], [1, 1], [2, 2], [3, 2]).map((alert) =>
      throttle.decide({ deviceId: DEVICE, alertCode: CODE, originatorCounter: 0, timeUs: 0, ...alert }),
    );
    expect(decisions).toEqual([
      { outcome: 'deliver', reason: 'below-threshold' },
      { outcome: 'deliver', reason: 'duplicate' },
      { outcome: 'discard', reason: 'engaged' },
      { outcome: 'discard', reason: 'duplicate' },
    ]);
  });

  test.each([
    ['sliding', 30, 129, 130, '+ + +'],
    ['sliding', 30, 130, 130, '+ + -'],
    ['tumbling', 30, 99, 100, '+ + +'],
    ['tumbling', 99, 100, 101, '+ + -'],
    ['tumbling', 100, 199, 199, '+ + -'],
    ['anchored', 30, 129, 130, '+ + +'],
    ['anchored', 30, 130, 130, '+ + -'],
  ] as const)('are counted again only outside the window of the first copy: %s, %i and %i µs', (...row) => {
    const [shape, first, again, other, expected] = row;
    expect(decide(ignoring({ shape }), alerts([first, 1], [again, 1], [other, 2]))).toBe(expected);
  });

  test('are first copies again once the window has passed, and have duplicates of their own', () => {
    expect(decide(ignoring(), alerts([0, 1], [100, 1], [199, 1], [200, 2]))).toBe('+ + + +');
    expect(decide(ignoring(), alerts([0, 1], [100, 1], [199, 2], [199, 1]))).toBe('+ + - +');
  });

  test('are found among Alerts of every age inside the window', () => {
    const storm = alerts([0, 1], [60, 2], [99, 1], [101, 3], [159, 2], [160, 2], [161, 4]);
    expect(decide(ignoring({ threshold: 2 }), storm)).toBe('+ + + + + + -');
  });

  test('neither open nor lengthen an anchored window', () => {
    const profile = ignoring({ shape: 'anchored' });
    expect(decide(profile, alerts([30, 1], [129, 1], [130, 2], [131, 3]))).toBe('+ + + -');
  });

  test('are no duplicates of an Alert in the anchored window before', () => {
    const profile = ignoring({ shape: 'anchored', threshold: 2 });
    expect(decide(profile, alerts([30, 1], [140, 2], [150, 1], [151, 3]))).toBe('+ + + -');
  });

  test('do not release', () => {
    const profile = ignoring({ threshold: 2 });
    expect(decide(profile, alerts([0, 1], [1, 2], [10, 3], [101, 3], [102, 4]))).toBe('+ + - - +1/1');
  });

  test('do not break the quiet that releases', () => {
    const quiet = {
      threshold: 2,
      lengthUs: 1_000,
      periodUs: 50,
      release: { rule: 'quiet', forUs: 60 },
    } as const;
    const storm = alerts([0, 1], [1, 2], [10, 3], [40, 3], [70, 4], [120, 5]);
    expect(decide(ignoring(quiet), storm)).toBe('+ + - - - +2/2');
    expect(decide(withRule(quiet, { duplicates: 'count' }), storm)).toBe('+ + - - +1/2 +1/0');
  });

  test('repeat metadata: of a leading copy, and of the Alert that reported a tail', () => {
    const profile = ignoring({ threshold: 2, copy: 'leading' });
    expect(
      decide(profile, alerts([0, 1], [1, 2], [2, 3], [3, 3], [4, 4], [200, 5], [201, 5], [202, 6])),
    ).toBe('+ + +1/0 +1/0 - +1/1 +1/1 +');
  });

  test('are no duplicates of another key', () => {
    const pairs = [DEVICE, OTHER].map((deviceId) => ({ deviceId, originatorCounter: 1, timeUs: 0 }));
    expect(decide(ignoring(), [...pairs, { timeUs: 1, originatorCounter: 2 }])).toBe('+ + -');
    expect(decide(ignoring(), [{ originatorCounter: 1 }, { originatorCounter: 1, alertCode: 7 }])).toBe(
      '+ +',
    );
  });

  test('of an excluded code are delivered unmarked, as ever', () => {
    const profile = ignoring({}, { exclude: new Set([CODE]) });
    expect(decide(profile, alerts([0, 1], [0, 1], [1, 1]))).toBe('+ + +');
  });

  test('are not known of a key that there was no place for', () => {
    const profile = ignoring({}, { capacity: { keys: 1, overflow: 'forward' } });
    const other = { deviceId: OTHER, originatorCounter: 1 };
    expect(decide(profile, [{ timeUs: 0 }, { ...other, timeUs: 1 }, { ...other, timeUs: 100 }, 101])).toBe(
      '+ + + +',
    );
  });

  test('move the clock of their key on, as every Alert does', () => {
    const profile = ignoring({}, { clock: 'alert-timestamp' });
    expect(decide(profile, alerts([0, 1], [60, 1], [10, 2], [159, 3]))).toBe('+ + - -');
    expect(decide(profile, alerts([0, 1], [60, 1], [10, 2], [160, 3]))).toBe('+ + - +1/1');
  });
});
