// A rhythm: at once when nothing was done lately, together otherwise, and never not at all.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Rhythm } from '../../src/broker/rhythm.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('works at once when first asked, and once more for all that was asked meanwhile', () => {
  const work = vi.fn();
  const rhythm = new Rhythm(work);
  for (let n = 0; n < 10; n++) rhythm.ask();
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledTimes(2);
});

it('keeps to one piece of work a millisecond as long as it is asked, and holds no timer when it is not', () => {
  const work = vi.fn();
  const rhythm = new Rhythm(work);
  for (let ms = 0; ms < 20; ms++) {
    rhythm.ask();
    rhythm.ask();
    vi.advanceTimersByTime(1);
  }
  expect(work.mock.calls.length).toBeGreaterThanOrEqual(20);
  expect(work.mock.calls.length).toBeLessThanOrEqual(21);
  vi.advanceTimersByTime(5);
  expect(vi.getTimerCount()).toBe(0);
  rhythm.ask();
  expect(work.mock.calls.length).toBeGreaterThanOrEqual(21);
});

it('works whenever it must, and then not again for what was asked before', () => {
  const work = vi.fn();
  const rhythm = new Rhythm(work);
  rhythm.ask();
  rhythm.ask();
  rhythm.ask(true);
  rhythm.ask(true);
  expect(work).toHaveBeenCalledTimes(3);
  vi.advanceTimersByTime(5);
  expect(work).toHaveBeenCalledTimes(3);
});
