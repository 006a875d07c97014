// A day of Alerts as benchmarks raise it: four in five are a Poisson trickle from every Device, the rest storms.

import type { Scenario, StreamSpec } from '../src/scenario/scenario.ts';
import { HOUR_US, scenarioOf, streamOf } from '../test/plan/scenario-of.ts';

/** A day with about so many Alerts from so many Devices. */
export function dayOfStorm(devices: number, alerts: number): Scenario {
  const trickle = (0.8 * alerts) / devices / 86_400;
  const stormers = 0.2 * (alerts / 1_440);
  const day: Partial<StreamSpec> = { untilUs: 24 * HOUR_US };
  const esme = (count: number | null) => ({ type: 'ESME' as const, count });
  const streams = [
    streamOf({ ...day, devices: esme(null), arrival: { shape: 'poisson', perSecond: trickle } }),
    streamOf({
      ...day,
      name: 'storms',
      alertCode: 0x8f3d,
      devices: esme(Math.round(stormers)),
      arrival: { shape: 'every', intervalUs: 60_000_000 },
      storm: true,
    }),
  ];
  const population = { hubs: devices, perHub: [{ type: 'ESME' as const, count: 1 }] };
  return scenarioOf(streams, { durationUs: 24 * HOUR_US, population });
}
