// A small storm before a quick one, on the same threads and by the same code: what the storm needs is compiled by then,
// and its first second is as quick as any other. It has brokers, throttles and ledgers of its own, and leaves nothing.

import {
  REHEARSAL_ALERTS,
  REHEARSAL_DEVICES,
  REHEARSAL_RATE,
  REHEARSAL_TIME_SCALE,
  REHEARSED_FROM_RATE,
} from '../domain/limits.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import { peakInWindow } from '../plan/peak-rate.ts';
import type { StormOrder } from './storm-order.ts';

/** What to rehearse a storm with; null where cold code is quick enough. */
export function rehearsalOf(order: StormOrder): StormOrder | null {
  const { plan, scenario, workers } = order;
  const busiest = peakInWindow(plan.plannedUs, 1e6 * scenario.timeScale);
  if (busiest < REHEARSED_FROM_RATE) return null;
  const timeScale = Math.max(scenario.timeScale, REHEARSAL_TIME_SCALE);
  return {
    ...order,
    scenario: { ...scenario, timeScale },
    plan: fewOf(plan, REHEARSAL_DEVICES * workers, (1e6 / REHEARSAL_RATE) * timeScale),
    port: 0,
    practice: true,
    onEvent: () => {},
  };
}

/** The first Alerts of a plan, so far apart and from its first Devices only. */
function fewOf(plan: EmissionPlan, most: number, apartUs: number): EmissionPlan {
  const length = Math.min(plan.length, REHEARSAL_ALERTS);
  const devices = plan.devices.slice(0, most);
  const plannedUs = plan.plannedUs.slice(0, length).map((_, row) => Math.round(row * apartUs));
  return {
    length,
    devices,
    streams: plan.streams,
    plannedUs,
    timestampUs: plannedUs,
    device: plan.device.slice(0, length).map((device) => device % devices.length),
    stream: plan.stream.slice(0, length),
    counter: plan.counter.slice(0, length).map((_, row) => row + 1),
  };
}
