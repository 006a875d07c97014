// What is measured of the machine: no exact values, but facts that hold on every machine.

import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { sleepMs } from '../../src/domain/clock.ts';
import { environment, peakRssBytes } from '../../src/measure/environment.ts';
import { measureMachine } from '../../src/measure/machine-sampler.ts';
import { openFileLimit, openFiles } from '../../src/measure/open-files.ts';
import { measureThread } from '../../src/measure/thread-sampler.ts';

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
    const end = measureThread();
    await sleepMs(30);
    const { utilization, delayP99Ms, delayMaxMs, cpuShare, waitShare, gcMs } = end().load;
    for (const share of [cpuShare ?? 0, waitShare ?? 0]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    expect(gcMs).toBeGreaterThanOrEqual(0);
    expect(utilization).toBeGreaterThanOrEqual(0);
    expect(utilization).toBeLessThanOrEqual(1);
    expect(delayP99Ms).toBeGreaterThanOrEqual(0);
    expect(delayMaxMs).toBeGreaterThanOrEqual(delayP99Ms);
  });

  it('knows a thread that stands still for one whose event loop is busy, on no processor', async () => {
    const end = measureThread();
    await sleepMs(10);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_200);
    await sleepMs(1);
    const { load, resources } = end();
    expect(load.utilization).toBeGreaterThan(0.9);
    expect(load.cpuShare ?? 0).toBeLessThan(0.5);
    const { strained } = resources.find(({ resource }) => resource === 'thread')!;
    expect(strained).toHaveLength(1);
    expect(strained[0]!.toUs - strained[0]!.fromUs).toBeGreaterThanOrEqual(1_200_000);
  });

  it('counts files that are opened, where it can count them', async () => {
    const before = openFiles();
    const file = await open(import.meta.filename);
    const during = openFiles();
    await file.close();
    expect(Number.isNaN(before) || during > before - 10).toBe(true);
    expect(Number.isNaN(during) || during >= 3).toBe(true);
  });

  it('has processors, memory, files and ports in use, or says of each that it is not known', async () => {
    const end = measureMachine();
    await sleepMs(60);
    const { series, resources, openFileLimit: limit } = end();
    expect(series.toUs).toHaveLength(1);
    expect(series.rssBytes[0]).toBeGreaterThan(1e6);
    expect(limit === null || limit >= 64).toBe(true);
    for (const { mean, peak } of resources) {
      expect(mean).toBeGreaterThanOrEqual(0);
      expect(peak).toBeGreaterThanOrEqual(mean);
      expect(peak).toBeLessThanOrEqual(1);
    }
  });
});
