// What a throttle is shown in virtual time: Alerts as typed columns, in the order in which they come. A plan in, its
// Alerts out, each arriving at the moment it is planned for. Columns are shared with the plan, never changed.

import type { EmissionPlan } from '../plan/emission-plan.ts';
import { AlertChecksums } from '../wire/alert-checksums.ts';

/** Alerts in arrival order; row n has the id n. Times are microseconds of scenario time and never fall. */
export interface VirtualArrivals {
  readonly length: number;
  /** `device` indexes these. */
  readonly deviceIds: readonly string[];
  /** `stream` indexes these. */
  readonly streams: readonly string[];
  readonly device: Uint32Array;
  readonly code: Uint16Array;
  readonly stream: Int16Array;
  /** Originator counters. */
  readonly counter: Float64Array;
  readonly timeUs: Float64Array;
  /** The Alerts' own times, for a throttle that counts by them. */
  readonly timestampUs: Float64Array;
  /** CRC-32 of the bytes that would be sent. */
  readonly payloadCrc: Float64Array;
}

/** The Alerts of a plan. */
export function arrivalsOfPlan(plan: EmissionPlan): VirtualArrivals {
  const deviceIds = plan.devices.map(({ id }) => id);
  const streams = [...new Set(plan.streams.map(({ name }) => name))];
  const nameOf = plan.streams.map(({ name }) => streams.indexOf(name));
  const codeOf = plan.streams.map(({ alertCode }) => alertCode);
  return {
    length: plan.length,
    deviceIds,
    streams,
    device: plan.device,
    code: new Uint16Array(plan.stream).map((stream) => codeOf[stream]!),
    stream: new Int16Array(plan.stream).map((stream) => nameOf[stream]!),
    counter: new Float64Array(plan.counter),
    timeUs: plan.plannedUs,
    timestampUs: plan.timestampUs,
    payloadCrc: checksumsOf(plan, deviceIds),
  };
}

function checksumsOf(plan: EmissionPlan, deviceIds: readonly string[]): Float64Array {
  const checksums = new AlertChecksums(deviceIds, plan.streams);
  const made = new Float64Array(plan.length);
  for (let id = 0; id < plan.length; id++) {
    made[id] = checksums.of(plan.device[id]!, plan.stream[id]!, plan.counter[id]!, plan.timestampUs[id]!);
  }
  return made;
}
