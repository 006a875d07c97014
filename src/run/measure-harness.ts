// Measures the machine and this thread through a run; in the end what the other threads measured of themselves comes to
// it. One place knows which thread works for what.

import { type Clock, monotonicUs } from '../domain/clock.ts';
import type { HarnessSide } from '../domain/resource-use.ts';
import { type HarnessHealth, harnessHealth, type MeasuredThread } from '../measure/harness-health.ts';
import { measureMachine } from '../measure/machine-sampler.ts';
import { measureThread, type ThreadMeasurement } from '../measure/thread-sampler.ts';

/** Stops the measuring. Takes what the threads of brokers and meters measured, in their order. */
export type EndMeasuring = (
  brokers: readonly ThreadMeasurement[],
  meters: readonly ThreadMeasurement[],
) => HarnessHealth;

/**
 * Starts measuring. `clock` is the run's and may be started after this. Brokers on this thread measure it. A run that
 * breaks never asks what was measured: the measuring stops when `over` aborts, too.
 */
export function measureHarness(
  clock: Clock,
  timeScale: number,
  brokersApart: boolean,
  over: AbortSignal,
): EndMeasuring {
  const endMachine = measureMachine();
  const endUsers = brokersApart ? measureThread() : null;
  const breakOff = (): void => {
    endMachine();
    endUsers?.();
  };
  over.addEventListener('abort', breakOff, { once: true });
  return (brokers, meters) => {
    over.removeEventListener('abort', breakOff);
    const [nowUs, atUs] = [clock.nowUs(), monotonicUs()];
    const threads = [
      ...brokers.map(brokerThread),
      ...(endUsers ? [named('users', 'broker', endUsers())] : []),
      ...meters.map(metersThread),
    ];
    return harnessHealth(threads, endMachine(), (wallUs) => nowUs + (wallUs - atUs) * timeScale);
  };
}

/** One broker is the broker; several have numbers. */
const brokerThread = (measured: ThreadMeasurement, index: number, all: readonly unknown[]): MeasuredThread =>
  named(all.length === 1 ? 'broker' : `broker ${index + 1}`, 'broker', measured);

const metersThread = (measured: ThreadMeasurement, index: number): MeasuredThread =>
  named(`meters ${index + 1}`, 'generator', measured);

const named = (thread: string, side: HarnessSide, measured: ThreadMeasurement): MeasuredThread => ({
  thread,
  side,
  measured,
});
