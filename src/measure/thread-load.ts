// How busy the calling thread's event loop is between start and reading: utilisation and delay. Each thread
// measures itself; nobody can measure another's.

import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** How one thread fared: what would make a run inconclusive shows here first. */
export interface ThreadLoad {
  /** Share of wall time the event loop was busy, 0…1. */
  readonly utilization: number;
  /** Delay of the event loop's timers in milliseconds. */
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
}

const SAMPLE_MS = 10;

/** Starts measuring; the returned function stops and says what was measured. */
export function measureThreadLoad(): () => ThreadLoad {
  const before = performance.eventLoopUtilization();
  const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS });
  delay.enable();
  return () => {
    delay.disable();
    const overSampleMs = (ns: number): number => Math.max(0, ns / 1e6 - SAMPLE_MS);
    return {
      utilization: performance.eventLoopUtilization(before).utilization,
      delayP99Ms: overSampleMs(delay.percentile(99)),
      delayMaxMs: overSampleMs(delay.max),
    };
  };
}
