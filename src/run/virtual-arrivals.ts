// What a throttle is shown in virtual time: Alerts as typed columns, in the order in which they come. A plan in, its
// Alerts out, each arriving at the moment it is planned for. Columns are shared with the plan, never changed.

import { payloadCrc } from '../ledger/checksum.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import { writeAlert } from '../wire/alert-message.ts';

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
  const streams = [...new Set(plan.streams.map(({ name }) => name))];
  const nameOf = plan.streams.map(({ name }) => streams.indexOf(name));
  const codeOf = plan.streams.map(({ alertCode }) => alertCode);
  return {
    length: plan.length,
    deviceIds: plan.devices.map(({ id }) => id),
    streams,
    device: plan.device,
    code: Uint16Array.from(plan.stream, (stream) => codeOf[stream]!),
    stream: Int16Array.from(plan.stream, (stream) => nameOf[stream]!),
    counter: Float64Array.from(plan.counter),
    timeUs: plan.plannedUs,
    timestampUs: plan.plannedUs,
    payloadCrc: checksumsOf(plan),
  };
}

function checksumsOf(plan: EmissionPlan): Float64Array {
  const checksums = new Float64Array(plan.length);
  for (let id = 0; id < plan.length; id++) {
    const { alertCode, recipient } = plan.streams[plan.stream[id]!]!;
    checksums[id] = payloadCrc(
      writeAlert({
        deviceId: plan.devices[plan.device[id]!]!.id,
        alertCode,
        originatorCounter: plan.counter[id]!,
        recipient,
        timestampUs: plan.plannedUs[id]!,
      }),
    );
  }
  return checksums;
}
