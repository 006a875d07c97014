// The bound on tracked keys: forgotten only when it cannot matter, never evicted alive, never above the capacity.

import { expect, test } from 'vitest';
import { ManualClock } from '../../src/domain/clock.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { Throttle } from '../../src/throttle/throttle.ts';
import { profileOf, ruleOf } from '../verify/profile-of.ts';

const capacity = (keys: number, tail: 'next' | 'drop' = 'next') =>
  createThrottle(
    profileOf({
      default: ruleOf(1, 100, 1_000),
      metadata: { sequence: 'episode', count: 'delta', tail },
      capacity: { keys, overflow: 'forward' },
    }),
    new ManualClock(),
  );

const send = (throttle: Throttle, device: number, timeUs: number): string => {
  const deviceId = `device ${device}`;
  const decision = throttle.decide({ deviceId, alertCode: 1, originatorCounter: 1, timeUs });
  return `${decision.outcome} ${decision.reason}`;
};

test('forwards an untracked key uncounted when every place is taken', () => {
  const throttle = capacity(2);
  expect([1, 2, 3, 3].map((device, at) => send(throttle, device, at))).toEqual([
    'deliver below-threshold',
    'deliver below-threshold',
    'deliver untracked',
    'deliver untracked',
  ]);
  expect(throttle.trackedKeys).toBe(2);
});

test('gives a place to a new key exactly when the old one can no longer matter', () => {
  const throttle = capacity(1);
  send(throttle, 1, 0);
  expect(send(throttle, 2, 99)).toBe('deliver untracked');
  expect(send(throttle, 2, 100)).toBe('deliver below-threshold');
  expect(send(throttle, 1, 101)).toBe('deliver untracked');
});

test('keeps a throttled key under a flood of new ones', () => {
  const throttle = capacity(3);
  send(throttle, 0, 0);
  send(throttle, 0, 1);
  for (let device = 1; device < 50; device++) send(throttle, device, 2);
  expect(send(throttle, 0, 3)).toBe('discard throttled');
});

test('keeps an idle key while its tail is unreported, and drops it once it is told', () => {
  const throttle = capacity(1);
  send(throttle, 1, 0);
  send(throttle, 1, 1);
  expect(send(throttle, 2, 1_000_000)).toBe('deliver untracked');
  expect(send(throttle, 1, 1_000_001)).toBe('deliver released');
  expect(send(throttle, 2, 1_000_100)).toBe('deliver untracked');
  expect(send(throttle, 2, 1_000_101)).toBe('deliver below-threshold');
});

test('drops an idle key with an unreported tail when tails are not reported', () => {
  const throttle = capacity(1, 'drop');
  send(throttle, 1, 0);
  send(throttle, 1, 1);
  expect(send(throttle, 2, 101)).toBe('deliver below-threshold');
});

test('forgets a sweep of one-shot keys while other traffic goes on', () => {
  const throttle = capacity(1_000_000);
  for (let device = 0; device < 10_000; device++) send(throttle, device, device / 1_000);
  expect(throttle.trackedKeys).toBe(10_000);
  for (let n = 0; n < 170_000; n++) send(throttle, 99_999, 1_000_000 + n);
  expect(throttle.trackedKeys).toBe(1);
});
