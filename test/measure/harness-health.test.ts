// Samples of sources that read out what is written here, so every figure is exact.

import { describe, expect, it } from 'vitest';
import { MachineSampler } from '../../src/measure/machine-sampler.ts';
import { SendGauge } from '../../src/measure/send-gauge.ts';
import { ThreadSampler } from '../../src/measure/thread-sampler.ts';
import { exampleHealth } from './example-health.ts';
import { machineReadings, threadReadings } from './fake-sources.ts';

describe('a thread', () => {
  it('is sampled as what was added since the last sample', () => {
    const lateness = new SendGauge();
    const steps = [
      {},
      { busyMs: 400, cpuMs: 300, waitMs: 50, gcMs: 20, collections: 2, delayMaxMs: 7 },
      { busyMs: 450, cpuMs: 440, waitMs: 0, gcMs: 0, collections: 0, delayMaxMs: 3 },
    ];
    const sampler = new ThreadSampler(threadReadings(steps), {
      backlogBytes: () => 4_096,
      keptPackets: () => 3,
      lateness: () => lateness.take(),
      unacknowledged: () => 12,
    });
    for (const ms of [3, 501, 2]) lateness.note(ms);
    sampler.sample();
    const { load, resources, series } = sampler.end();

    expect(Object.fromEntries(Object.entries(series).map(([name, column]) => [name, [...column]]))).toEqual({
      toUs: [1_000_000, 1_500_000],
      wallMs: [500, 500],
      busyMs: [400, 450],
      cpuMs: [300, 440],
      waitMs: [50, 0],
      gcMs: [20, 0],
      collections: [2, 0],
      delayMaxMs: [7, 3],
      backlogBytes: [4_096, 4_096],
      keptPackets: [3, 3],
      lateMaxMs: [501, 0],
      late: [1, 0],
      unacknowledged: [12, 12],
    });
    expect(load).toEqual({
      utilization: 0.85,
      cpuShare: 0.74,
      waitShare: 0.05,
      delayP99Ms: 1,
      delayMaxMs: 2,
      collections: 2,
      gcMs: 20,
    });
    expect(resources.map(({ resource }) => resource)).toEqual(['thread', 'processor-wait', 'gc', 'backlog']);
    expect(resources[0]!.strained).toEqual([{ fromUs: 500_000, toUs: 1_500_000, level: 0.85 }]);
  });

  it('says of what it cannot know that it does not', () => {
    const unknown = { cpuMs: Number.NaN, waitMs: Number.NaN };
    const { load, resources } = new ThreadSampler(threadReadings([{}, { busyMs: 5, ...unknown }]), {}).end();
    expect(load).toMatchObject({ utilization: 0.01, cpuShare: null, waitShare: null });
    expect(resources.map(({ resource }) => resource)).toEqual(['thread', 'gc']);
  });
});

describe('the machine', () => {
  it('is sampled as shares of what there is', () => {
    const sampler = new MachineSampler(
      machineReadings([
        {},
        { busyTime: 95, stolenTime: 5, openFiles: 100, rssBytes: 7, ports: 500 },
        { busyTime: 97, openFiles: 100, ports: 250 },
      ]),
    );
    sampler.sample();
    const { openFileLimit, portRange, resources, series } = sampler.end();
    expect([openFileLimit, portRange]).toEqual([100, 1_000]);
    expect([...series.stolenTime]).toEqual([5, 0]);
    const whole = { fromUs: 500_000, toUs: 1_500_000 };
    expect(resources).toEqual([
      { resource: 'processors', bound: 0.9, mean: 0.96, peak: 0.97, strained: [{ ...whole, level: 0.96 }] },
      { resource: 'files', bound: 0.995, mean: 1, peak: 1, strained: [{ ...whole, level: 1 }] },
      { resource: 'ports', bound: 0.995, mean: 0.375, peak: 0.5, strained: [] },
    ]);
  });

  it('is silent on limits that are none', () => {
    const source = {
      ...machineReadings([{}, { ports: Number.NaN }]),
      openFileLimit: Number.POSITIVE_INFINITY,
    };
    const { openFileLimit, resources } = new MachineSampler(source).end();
    expect(openFileLimit).toBeNull();
    expect(resources.map(({ resource, peak }) => [resource, peak])).toEqual([
      ['processors', 0],
      ['files', 0],
    ]);
  });
});

describe('the harness', () => {
  const { threads, resources, series } = exampleHealth();

  it('puts every stretch and sample on the clock of the run', () => {
    const thread = resources.find(({ resource, side }) => resource === 'thread' && side === 'broker');
    expect(thread).toEqual({
      resource: 'thread',
      thread: 'broker',
      side: 'broker',
      bound: 0.7,
      mean: 0.9,
      peak: 0.9,
      strained: [{ fromUs: 30_000_000, toUs: 90_000_000, level: 0.9 }],
    });
    expect(series.threads[0]!.samples.toUs).toEqual([60_000_000, 90_000_000]);
    expect(series.machine.samples.toUs).toEqual([60_000_000, 90_000_000]);
  });

  it('names threads as they were named, and says null of what is not known', () => {
    expect(threads.map(({ thread, utilization }) => [thread, utilization])).toEqual([
      ['broker', 0.9],
      ['meters 1', 0.2],
    ]);
    expect(series.threads[1]!.samples.late).toEqual([null, null]);
    expect(JSON.parse(JSON.stringify(series))).toEqual(series);
  });
});
