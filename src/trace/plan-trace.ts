// A recorded trace in, the plan that sends it again out: its own Devices, one stream for every Alert Code and User, all
// of one name. Nothing is drawn and nothing made up: a Device's type is what its ID says, or not known.

import { type Device, readSimulatedDeviceId } from '../domain/device.ts';
import { StormError } from '../domain/failure.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import { TRACE_STREAM } from '../scenario/scenario.ts';
import type { RecordedTrace } from './recorded-trace.ts';

const SECOND_US = 1_000_000;

/** When a trace is sent again. */
export interface TraceSpan {
  /** How much later than in the trace. */
  readonly shiftUs: number;
  /** What would be sent at this moment or later is left out. */
  readonly durationUs: number;
}

/**
 * Plans a trace.
 * @throws StormError `plan-empty` when nothing is due before the end.
 */
export function planTrace(trace: RecordedTrace, { shiftUs, durationUs }: TraceSpan): EmissionPlan {
  const length = usedUntil(trace.timeUs, durationUs - shiftUs);
  if (length === 0) throw new StormError('plan-empty');
  const shifted = (us: number): number => us + shiftUs;
  const plannedUs = trace.timeUs.subarray(0, length).map(shifted);
  return {
    devices: trace.deviceIds.map(deviceOf),
    streams: trace.kinds.map(({ alertCode, recipient }) => ({ name: TRACE_STREAM, alertCode, recipient })),
    length,
    plannedUs,
    timestampUs:
      trace.timestampUs === trace.timeUs ? plannedUs : trace.timestampUs.subarray(0, length).map(shifted),
    device: trace.device.subarray(0, length),
    stream: trace.kind.subarray(0, length),
    counter: trace.counter.subarray(0, length),
  };
}

/** The first whole second after the last Alert of a trace. */
export function endOfTrace({ timeUs, length }: RecordedTrace, shiftUs: number): number {
  return (Math.floor((timeUs[length - 1]! + shiftUs) / SECOND_US) + 1) * SECOND_US;
}

/** Each Device is a connection of its own: which hub it hangs on, no trace says. */
function deviceOf(id: string, index: number): Device {
  return { index, id, type: readSimulatedDeviceId(id)?.type ?? null, hub: null };
}

/** How many of these ascending times lie before the end. */
function usedUntil(timeUs: Float64Array, endUs: number): number {
  let low = 0;
  let high = timeUs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeUs[middle]! < endUs) low = middle + 1;
    else high = middle;
  }
  return low;
}
