// When a key gives up its place, setting by setting: to the microsecond, because with a capacity of one the next key
// takes it then and not before. Threshold 2 in 100 µs, a copy every 50 µs.

import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../src/domain/clock.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import type { Throttle } from '../../src/throttle/throttle.ts';
import { CODE, DEVICE, metadata, OTHER, profileWith } from './in-short.ts';

const NEVER = 1_000;
const drop = metadata({ tail: 'drop' });
const quiet = (forUs: number) => ({ release: { rule: 'quiet', forUs } }) as const;

function throttleWith(rule: Parameters<typeof profileWith>[0], parts: Partial<Profile> = {}): Throttle {
  const profile = profileWith(rule, { capacity: { keys: 1, overflow: 'forward' }, ...parts });
  return createThrottle(profile, new ManualClock());
}

function send(throttle: Throttle, deviceId: string, timesUs: readonly number[]): string[] {
  return timesUs.map((timeUs, originatorCounter) => {
    return throttle.decide({ deviceId, alertCode: CODE, originatorCounter, timeUs }).reason;
  });
}

/** The first moment from `fromUs` on at which another key finds a place. */
function freeAt(throttle: Throttle, fromUs: number): number {
  let timeUs = fromUs;
  while (timeUs < NEVER && send(throttle, OTHER, [timeUs])[0] === 'untracked') timeUs++;
  return timeUs;
}

describe('a key is kept until nothing of it can matter', () => {
  test.each([
    ['the last Alert leaves a sliding window', {}, {}, [0, 30], 130],
    ['a tumbling window is over', { shape: 'tumbling' }, {}, [0, 30], 100],
    ['an anchored window is over', { shape: 'anchored' }, {}, [20, 30], 120],
    ['a throttled key has an empty window', {}, drop, [0, 1, 2], 102],
    ['a throttled key has an empty tumbling window', { shape: 'tumbling' }, drop, [30, 31, 32], 100],
    ['a throttled key has an empty anchored window', { shape: 'anchored' }, drop, [30, 31, 32], 130],
    ['the count would be below', { release: { rule: 'below', clear: 1 } }, drop, [0, 1, 2], 102],
    ['a leading copy has told all there was', { copy: 'leading' }, {}, [0, 1, 2], 102],
    ['a trailing copy has told all there was', {}, {}, [0, 1, 2, 52], 152],
    ['the quiet time is over, which outlasts the window', quiet(300), drop, [0, 1, 2], 302],
    ['the window is empty, which outlasts the quiet time', quiet(60), drop, [0, 1, 2], 102],
    [
      'the quiet time is over, beyond an aligned edge',
      { shape: 'tumbling', ...quiet(60) },
      drop,
      [90, 91, 92],
      152,
    ],
    ['the quiet time since a leading copy is over', { copy: 'leading', ...quiet(300) }, {}, [0, 1, 2], 302],
    ['first copies have left the window', {}, { duplicates: 'ignore' }, [0, 30], 130],
    ['first copies are of a window gone by', { shape: 'tumbling' }, { duplicates: 'ignore' }, [0, 30], 100],
    ['an unreported tail is told: never by itself', {}, {}, [0, 1, 2], NEVER],
    ['a tail of a tumbling window is told: never by itself', { shape: 'tumbling' }, {}, [0, 1, 2], NEVER],
    ['a tail of an anchored window is told: never by itself', { shape: 'anchored' }, {}, [0, 1, 2], NEVER],
    ['a tail after quiet is told: never by itself', quiet(60), {}, [0, 1, 2], NEVER],
    ['times of other keys say nothing about it: never', {}, { clock: 'alert-timestamp' }, [0], NEVER],
  ] as const)('%s', (_, rule, parts, timesUs, expected) => {
    const throttle = throttleWith(rule, parts);
    send(throttle, DEVICE, timesUs);
    expect(freeAt(throttle, timesUs.at(-1)!)).toBe(expected);
  });

  test.each([
    ['sliding', [150], 250],
    ['tumbling', [150], 200],
    ['anchored', [150], 250],
    ['sliding', [52], 152],
    ['tumbling', [52], 100],
    ['anchored', [52], 100],
  ] as const)('once its tail is told, as without one: %s, told at %j µs', (shape, told, expected) => {
    const throttle = throttleWith({ shape });
    send(throttle, DEVICE, [0, 1, 2]);
    expect(send(throttle, OTHER, [told[0] - 1])).toEqual(['untracked']);
    expect(send(throttle, DEVICE, told)).not.toEqual(['throttled']);
    expect(freeAt(throttle, told[0])).toBe(expected);
  });

  test.each(['tumbling', 'anchored'] as const)('wherever it is among many whose tails wait: %s', (shape) => {
    const devices = Array.from({ length: 20 }, (_, n) => `device ${n}`);
    for (const told of devices) {
      const throttle = throttleWith({ shape }, { capacity: { keys: devices.length, overflow: 'forward' } });
      for (const device of devices) send(throttle, device, [0, 0, 0]);
      expect(send(throttle, OTHER, [51])).toEqual(['untracked']);
      expect(send(throttle, told, [52])).toEqual(['forwarded-copy']);
      expect(send(throttle, OTHER, [99])).toEqual(['untracked']);
      expect(send(throttle, OTHER, [100])).toEqual(['below-threshold']);
    }
  });
});
