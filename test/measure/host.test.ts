// What is measured of the machine: no exact values, but facts that hold on every machine.

import { describe, expect, it } from 'vitest';
import { sleepMs } from '../../src/domain/clock.ts';
import { environment, peakRssBytes } from '../../src/measure/environment.ts';
import { openFileLimit } from '../../src/measure/open-files.ts';
import { measureThreadLoad } from '../../src/measure/thread-load.ts';

describe('the machine', () => {
  it('is described by what a reader needs to weigh figures', () => {
    const { node, os, cpu, cores, memoryBytes } = environment();
    expect(node).toBe(process.version);
    expect(os.split(' ').length).toBeGreaterThanOrEqual(3);
    expect(cpu).not.toBe('');
    expect(cores).toBeGreaterThanOrEqual(1);
    expect(memoryBytes).toBeGreaterThan(2 ** 28);
  });

  it('has given this process bytes, not kilobytes', () => {
    expect(peakRssBytes()).toBeGreaterThanOrEqual(process.memoryUsage.rss() / 2);
    expect(peakRssBytes()).toBeLessThan(environment().memoryBytes);
  });

  it('lets this process open some files', () => {
    expect(openFileLimit()).toBeGreaterThanOrEqual(64);
  });

  it('has loaded a thread by a share between nothing and all', async () => {
    const end = measureThreadLoad();
    await sleepMs(30);
    const { utilization, delayP99Ms, delayMaxMs } = end();
    expect(utilization).toBeGreaterThanOrEqual(0);
    expect(utilization).toBeLessThanOrEqual(1);
    expect(delayP99Ms).toBeGreaterThanOrEqual(0);
    expect(delayMaxMs).toBeGreaterThanOrEqual(delayP99Ms);
  });
});
