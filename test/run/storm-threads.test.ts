// How many brokers and workers a storm gets, on machines of any size.

import { describe, expect, it } from 'vitest';
import { ALERTS_PER_BROKER } from '../../src/domain/limits.ts';
import { stormThreads, type ThreadFacts } from '../../src/run/storm-threads.ts';

const facts = (parts: Partial<ThreadFacts> = {}): ThreadFacts => ({
  cores: 8,
  devices: 10_000,
  peakPerSecond: 100,
  throttleCrosses: true,
  ...parts,
});
const storm = 3 * ALERTS_PER_BROKER;

describe('a storm', () => {
  it.each([
    ['one broker on two cores, however much is sent', { cores: 2, peakPerSecond: storm }, 1, 1],
    ['one worker on one core', { cores: 1 }, 1, 1],
    ['one broker as long as it can carry the plan', { peakPerSecond: ALERTS_PER_BROKER }, 1, 7],
    ['two brokers for a little more', { peakPerSecond: ALERTS_PER_BROKER + 1 }, 2, 6],
    ['as many as the plan needs', { cores: 64, peakPerSecond: storm }, 3, 8],
    ['half of the cores at most', { cores: 4, peakPerSecond: storm }, 2, 2],
    ['eight at most', { cores: 64, peakPerSecond: 100 * storm }, 8, 8],
    ['one broker for a throttle that cannot cross', { peakPerSecond: storm, throttleCrosses: false }, 1, 7],
    ['no more of either than Devices', { devices: 1, peakPerSecond: storm }, 1, 1],
  ] as const)('gets %s', (_, parts, brokers, workers) => {
    expect(stormThreads({}, facts(parts))).toEqual({ brokers, workers });
  });

  it.each([
    [{ workers: 3 }, 1, 3],
    [{ brokers: 2 }, 2, 6],
    [{ brokers: 4, workers: 1 }, 4, 4],
    [{ brokers: 8, workers: 64 }, 8, 64],
  ])('asked for %j gets %i and %i', (asked, brokers, workers) => {
    expect(stormThreads(asked, facts())).toEqual({ brokers, workers });
  });

  it('cannot have more brokers than there are ports from the one asked for on', () => {
    expect(() => stormThreads({ brokers: 2, port: 65_535 }, facts())).toThrow(/2 brokers take a port each/);
    expect(stormThreads({ brokers: 2, port: 65_534 }, facts()).brokers).toBe(2);
  });

  it('cannot have several brokers around a throttle of this thread', () => {
    const asking = (): unknown => stormThreads({ brokers: 2 }, facts({ throttleCrosses: false }));
    expect(asking).toThrow(/a function makes its throttle on this thread alone/);
  });
});
