// How many brokers and meter workers a storm gets: from what was asked for, the cores there are, and how many Alerts
// the plan sends at its busiest. One broker and so one throttle as long as one can carry the plan; several only where
// there are cores for them, for each has a throttle and sequence ids of its own.

import { StormError } from '../domain/failure.ts';
import { ALERTS_PER_BROKER, MAX_BROKERS, MAX_WORKERS_BY_DEFAULT } from '../domain/limits.ts';
import type { RunOptions } from './run-options.ts';

const LAST_PORT = 65_535;

/** Threads of a storm, beside the one that orchestrates and is idle meanwhile. */
export interface StormThreads {
  readonly brokers: number;
  readonly workers: number;
}

/** What the choice rests on. */
export interface ThreadFacts {
  readonly cores: number;
  readonly devices: number;
  /** Most Alerts planned within one wall second. */
  readonly peakPerSecond: number;
  /** Whether the throttle can be made on other threads, so that there can be more than one. */
  readonly throttleCrosses: boolean;
}

/**
 * Chooses. A broker has at least one worker, a worker at least one Device.
 * @throws StormError `usage` where several brokers are asked for and the throttle is a function of this thread, or
 * where there are not as many ports from the one asked for on.
 */
export function stormThreads(
  asked: Pick<RunOptions, 'brokers' | 'workers' | 'port'>,
  facts: ThreadFacts,
): StormThreads {
  if ((asked.brokers ?? 1) > 1 && !facts.throttleCrosses) {
    throw new StormError('usage', {
      problem: 'several brokers need a throttle each, and a function makes its throttle on this thread alone',
      way: 'Name the throttle by the path of its module, or use one broker.',
    });
  }
  const brokers = Math.min(asked.brokers ?? brokersFor(facts), facts.devices);
  if ((asked.port ?? 0) + brokers - 1 > LAST_PORT) {
    throw new StormError('usage', {
      problem: `${brokers} brokers take a port each, and from ${asked.port} on there are fewer`,
      way: 'Name a lower --port, or none: then any free ones are taken.',
    });
  }
  const left = Math.min(Math.max(facts.cores - brokers, 1), MAX_WORKERS_BY_DEFAULT);
  return { brokers, workers: Math.min(Math.max(asked.workers ?? left, brokers), facts.devices) };
}

/** Half of the cores at most: meters take as much as the brokers they send to. */
function brokersFor({ cores, peakPerSecond, throttleCrosses }: ThreadFacts): number {
  if (!throttleCrosses) return 1;
  const needed = Math.ceil(peakPerSecond / ALERTS_PER_BROKER);
  return Math.min(Math.max(needed, 1), Math.max(Math.floor(cores / 2), 1), MAX_BROKERS);
}
