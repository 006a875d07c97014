// The measuring of a run leaves nothing ticking, whether somebody asks what was measured or the run broke before that.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ManualClock } from '../../src/domain/clock.ts';
import { measureHarness } from '../../src/run/measure-harness.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const measuring = (over: AbortController) => measureHarness(new ManualClock(), 1, true, over.signal);

test('a run that is asked what was measured measures no longer, and is none the worse for being over', () => {
  const over = new AbortController();
  const endMeasuring = measuring(over);
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  expect(endMeasuring([], []).threads.map(({ thread }) => thread)).toEqual(['users']);
  expect(vi.getTimerCount()).toBe(0);
  over.abort();
  expect(vi.getTimerCount()).toBe(0);
});

test('a run that broke measures no longer', () => {
  const over = new AbortController();
  measuring(over);
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  over.abort();
  expect(vi.getTimerCount()).toBe(0);
});
