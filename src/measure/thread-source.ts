// What the calling thread can say of itself, as totals: how long its event loop was busy, how long it was on a
// processor and waited for one, what it spent on garbage. Each thread reads itself; nobody can read another.

import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay, PerformanceObserver, performance } from 'node:perf_hooks';
import { monotonicUs } from '../domain/clock.ts';

/** A reading: totals, in milliseconds but for `nowUs`; only `delayMaxMs` is since the last. NaN where not known. */
export interface ThreadReading {
  readonly nowUs: number;
  readonly busyMs: number;
  readonly cpuMs: number;
  readonly waitMs: number;
  readonly gcMs: number;
  readonly collections: number;
  readonly delayMaxMs: number;
}

/** Where readings come from, and the delay of timers over all of them. */
export interface ThreadSource {
  read(): ThreadReading;
  stop(): { readonly delayP99Ms: number; readonly delayMaxMs: number };
}

const DELAY_SAMPLE_MS = 10;

/** Starts to watch the calling thread. */
export function thisThread(): ThreadSource {
  const sinceStart = monitorEventLoopDelay({ resolution: DELAY_SAMPLE_MS });
  const sinceReading = monitorEventLoopDelay({ resolution: DELAY_SAMPLE_MS });
  let gcMs = 0;
  let collections = 0;
  const garbage = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      gcMs += duration;
      collections++;
    }
  });
  garbage.observe({ entryTypes: ['gc'] });
  sinceStart.enable();
  sinceReading.enable();
  return {
    read() {
      const delayMaxMs = delayMs(sinceReading.max);
      sinceReading.reset();
      const { active } = performance.eventLoopUtilization();
      return { nowUs: monotonicUs(), busyMs: active, ...processorTime(), gcMs, collections, delayMaxMs };
    },
    stop() {
      garbage.disconnect();
      sinceStart.disable();
      sinceReading.disable();
      return { delayP99Ms: delayMs(sinceStart.percentile(99)), delayMaxMs: delayMs(sinceStart.max) };
    },
  };
}

const delayMs = (ns: number): number => Math.max(0, ns / 1e6 - DELAY_SAMPLE_MS);

/** The kernel's account of the calling thread: nanoseconds on a processor, nanoseconds waiting for one. */
function processorTime(): Pick<ThreadReading, 'cpuMs' | 'waitMs'> {
  try {
    const [onCpu, waiting] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ').map(Number);
    return { cpuMs: onCpu! / 1e6, waitMs: waiting! / 1e6 };
  } catch {
    return { cpuMs: Number.NaN, waitMs: Number.NaN };
  }
}
