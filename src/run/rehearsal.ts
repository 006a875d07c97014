// Small storms before a quick one, on the same threads and by the same code, once everybody is connected: what the
// storm needs is compiled by then, and its first second is as quick as any other. They have brokers, throttles and
// ledgers of their own, and leave nothing.

import {
  REHEARSAL_ALERTS,
  REHEARSAL_DEVICES,
  REHEARSAL_RATE,
  REHEARSAL_TIME_SCALE,
  REHEARSED_FROM_RATE,
  SPARE_FILES,
} from '../domain/limits.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import { peakInWindow } from '../plan/peak-rate.ts';
import type { StormOrder } from './storm-order.ts';

/**
 * What to rehearse a storm with, in this order; nothing where cold code is quick enough, or where there are no files
 * left for the connections of a rehearsal. More than one, for code that has met the parts of a single storm is compiled
 * for those alone.
 */
export function rehearsalsOf(order: StormOrder, spareFiles: number): StormOrder[] {
  const { plan, scenario, workers } = order;
  const busiest = peakInWindow(plan.plannedUs, 1e6 * scenario.timeScale);
  // Both ends of a connection are in this process.
  const connections = Math.floor((spareFiles - SPARE_FILES / 2) / 2);
  const devices = Math.min(REHEARSAL_DEVICES * workers, connections);
  if (busiest < REHEARSED_FROM_RATE || devices < workers) return [];
  return REHEARSAL_ALERTS.map((alerts) => rehearsalOf(order, devices, alerts));
}

function rehearsalOf(order: StormOrder, devices: number, alerts: number): StormOrder {
  const { plan, scenario } = order;
  const timeScale = Math.max(scenario.timeScale, REHEARSAL_TIME_SCALE);
  const apartUs = (1e6 / REHEARSAL_RATE) * timeScale;
  return {
    ...order,
    scenario: { ...scenario, timeScale },
    plan: fewOf(plan, devices, alerts, apartUs),
    port: 0,
    practice: true,
    onEvent: () => {},
  };
}

/** The first Alerts of a plan, over and over, so far apart and from its first Devices only. */
function fewOf(plan: EmissionPlan, mostDevices: number, length: number, apartUs: number): EmissionPlan {
  const devices = plan.devices.slice(0, mostDevices);
  const rows = Uint32Array.from({ length }, (_, row) => row % plan.length);
  const plannedUs = Float64Array.from(rows, (_, row) => Math.round(row * apartUs));
  return {
    length,
    devices,
    streams: plan.streams,
    plannedUs,
    timestampUs: plannedUs,
    device: Uint32Array.from(rows, (row) => plan.device[row]! % devices.length),
    stream: Uint16Array.from(rows, (row) => plan.stream[row]!),
    counter: Uint32Array.from(rows, (_, row) => row + 1),
  };
}
