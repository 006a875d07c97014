// A plausible harness, measured for a second: a broker that was busy, meters that were not.

import { type HarnessHealth, harnessHealth } from '../../src/measure/harness-health.ts';
import { MachineSampler } from '../../src/measure/machine-sampler.ts';
import { type ThreadMeasurement, ThreadSampler } from '../../src/measure/thread-sampler.ts';
import { machineReadings, threadReadings } from './fake-sources.ts';

/** How it fared, at 60 times the wall's time. */
export function exampleHealth(): HarnessHealth {
  const machine = new MachineSampler(machineReadings([{}, { busyTime: 60 }, { busyTime: 80 }]));
  machine.sample();
  return harnessHealth(
    [
      { thread: 'broker', side: 'broker', measured: busyFor(450) },
      { thread: 'meters 1', side: 'generator', measured: busyFor(100) },
    ],
    machine.end(),
    (wallUs) => wallUs * 60,
  );
}

function busyFor(busyMs: number): ThreadMeasurement {
  const sampler = new ThreadSampler(threadReadings([{}, { busyMs, cpuMs: busyMs }, { busyMs }]), {});
  sampler.sample();
  return sampler.end();
}
