// Measures the thread that it is called on, which is the broker's, and the machine; in the end what the meters' threads
// measured of themselves comes to it. One place knows which thread works for what.

import { type Clock, monotonicUs } from '../domain/clock.ts';
import { type HarnessHealth, harnessHealth, type MeasuredThread } from '../measure/harness-health.ts';
import { measureMachine } from '../measure/machine-sampler.ts';
import { measureThread, type ThreadGauges, type ThreadMeasurement } from '../measure/thread-sampler.ts';

/** Stops the measuring here. What it returns takes what the workers measured, in their order. */
export type EndMeasuring = () => (meters: readonly ThreadMeasurement[]) => HarnessHealth;

/** Starts measuring. `clock` is the run's, and may be started after this. */
export function measureHarness(clock: Clock, timeScale: number, gauges: ThreadGauges): EndMeasuring {
  const endThread = measureThread(gauges);
  const endMachine = measureMachine();
  return () => {
    const [nowUs, atUs] = [clock.nowUs(), monotonicUs()];
    const broker: MeasuredThread = { thread: 'broker', side: 'broker', measured: endThread() };
    const machine = endMachine();
    return (meters) =>
      harnessHealth(
        [broker, ...meters.map(metersThread)],
        machine,
        (wallUs) => nowUs + (wallUs - atUs) * timeScale,
      );
  };
}

const metersThread = (measured: ThreadMeasurement, index: number): MeasuredThread => ({
  thread: `meters ${index + 1}`,
  side: 'generator',
  measured,
});
