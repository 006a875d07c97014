// Sources that read out what a test wrote down: each step says how much was added since the last reading, half a second
// before, unless it says otherwise.

import type { MachineReading, MachineSource } from '../../src/measure/machine-source.ts';
import type { ThreadReading, ThreadSource } from '../../src/measure/thread-source.ts';

const HALF_A_SECOND = 500_000;

type Steps<Reading> = readonly Partial<Reading>[];

/** A thread; what a step does not say is nothing. */
export function threadReadings(steps: Steps<ThreadReading>): ThreadSource {
  const none = { busyMs: 0, cpuMs: 0, waitMs: 0, gcMs: 0, collections: 0 };
  let total = { nowUs: 0, ...none };
  let at = 0;
  return {
    read() {
      const { nowUs = HALF_A_SECOND, delayMaxMs = 0, ...added } = steps[at++]!;
      const step = { nowUs, ...none, ...added };
      total = {
        nowUs: total.nowUs + step.nowUs,
        busyMs: total.busyMs + step.busyMs,
        cpuMs: total.cpuMs + step.cpuMs,
        waitMs: total.waitMs + step.waitMs,
        gcMs: total.gcMs + step.gcMs,
        collections: total.collections + step.collections,
      };
      return { ...total, delayMaxMs };
    },
    stop: () => ({ delayP99Ms: 1, delayMaxMs: 2 }),
  };
}

/** A machine with 100 files and 1,000 ports, whose processors have 100 units of time in half a second. */
export function machineReadings(steps: Steps<MachineReading>): MachineSource {
  let total = { nowUs: 0, processorTime: 0, busyTime: 0, stolenTime: 0 };
  let at = 0;
  return {
    openFileLimit: 100,
    portRange: 1_000,
    read() {
      const step = steps[at++]!;
      total = {
        nowUs: total.nowUs + (step.nowUs ?? HALF_A_SECOND),
        processorTime: total.processorTime + (step.processorTime ?? 100),
        busyTime: total.busyTime + (step.busyTime ?? 0),
        stolenTime: total.stolenTime + (step.stolenTime ?? 0),
      };
      const { rssBytes = 0, openFiles = 10, ports = 20 } = step;
      return { ...total, rssBytes, openFiles, ports };
    },
  };
}
