// Clocks and promises made by hand. What can be said of a clock without measuring how long anything took.

import { describe, expect, it } from 'vitest';
import {
  every,
  ManualClock,
  monotonicNs,
  monotonicUs,
  ScenarioClock,
  sleepMs,
} from '../../src/domain/clock.ts';
import { deferred } from '../../src/domain/deferred.ts';

const AN_HOUR_MS = 3_600_000;

describe('a clock', () => {
  it('moves only when told to, if it is manual', () => {
    const clock = new ManualClock();
    expect(clock.nowUs()).toBe(0);
    clock.moveTo(1_500_000);
    expect(clock.nowUs()).toBe(1_500_000);
  });

  it('never goes backwards, if it is monotonic', () => {
    const moments = Array.from({ length: 1_000 }, monotonicUs);
    expect(moments.toSorted((a, b) => a - b)).toEqual(moments);
    expect(moments.every(Number.isInteger)).toBe(true);
  });

  it('reads scenario time as whole microseconds that run timeScale times as fast', () => {
    const epochNs = monotonicNs();
    const [before, now, after] = [monotonicNs, () => new ScenarioClock(epochNs, 60).nowUs(), monotonicNs].map(
      (read) => read(),
    ) as [bigint, number, bigint];
    expect(Number.isInteger(now)).toBe(true);
    expect(now).toBeGreaterThanOrEqual(Math.floor((Number(before - epochNs) * 60) / 1_000));
    expect(now).toBeLessThanOrEqual(Math.floor((Number(after - epochNs) * 60) / 1_000));
  });

  it('is below zero before its epoch', () => {
    expect(new ScenarioClock(monotonicNs() + 60_000_000_000n, 1).nowUs()).toBeLessThan(0);
  });
});

describe('a sleep', () => {
  it('ends when its signal aborts', async () => {
    const controller = new AbortController();
    const sleeping = sleepMs(AN_HOUR_MS, controller.signal);
    controller.abort();
    await expect(sleeping).resolves.toBeUndefined();
  });

  it('does not begin when its signal has aborted', async () => {
    await expect(sleepMs(AN_HOUR_MS, AbortSignal.abort())).resolves.toBeUndefined();
  });

  it('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    let listening = 0;
    const counted = Object.assign(signal, {
      addEventListener: () => listening++,
      removeEventListener: () => listening--,
    });
    await sleepMs(1, counted);
    expect(listening).toBe(0);
  });
});

describe('a tick', () => {
  it('comes again and again, until it is stopped', async () => {
    const { promise: third, resolve } = deferred<void>();
    let ticks = 0;
    const stop = every(1, () => {
      if (++ticks === 3) {
        stop();
        resolve();
      }
    });
    const alive = setInterval(() => {}, 1_000);
    await third;
    await sleepMs(5);
    clearInterval(alive);
    expect(ticks).toBe(3);
  });
});

describe('a deferred', () => {
  it('is settled from outside, once', async () => {
    const { promise, resolve, reject } = deferred<number>();
    resolve(1);
    resolve(2);
    reject(new Error('late'));
    await expect(promise).resolves.toBe(1);
  });

  it('may be rejected while nobody waits, and still tells who asks later', async () => {
    const { promise, reject } = deferred<number>();
    reject(new Error('early'));
    await sleepMs(1);
    await expect(promise).rejects.toThrow('early');
  });
});
