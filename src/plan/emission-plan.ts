// Scenario + seed in, the exact list of Alerts to send out, as typed columns in planned order. The plan is
// fixed before anything is started and depends on nothing but the two; workers and hosts only share it out.

import type { Device } from '../domain/device.ts';
import { StormError } from '../domain/failure.ts';
import { MAX_PLANNED_ALERTS } from '../domain/limits.ts';
import { randomStream } from '../domain/random.ts';
import type { Scenario, StreamSpec } from '../scenario/scenario.ts';
import { arrivalTimes, expectedArrivals } from './arrival-times.ts';
import { plannedOrder } from './planned-order.ts';
import { plannedStreams } from './planned-stream.ts';
import { populate } from './population.ts';

/** What all Alerts of one stream of a plan share. */
export type PlannedStream = Pick<StreamSpec, 'name' | 'alertCode' | 'recipient'>;

/**
 * Every Alert of a run, ordered by planned time, then Device, then stream; those of a recorded trace by time, then as
 * in the trace. Row n is the Alert with id n.
 */
export interface EmissionPlan {
  readonly devices: readonly Device[];
  /** One Alert Code and User each: a pair of the scenario is two streams of one name, a trace as many as it needs. */
  readonly streams: readonly PlannedStream[];
  readonly length: number;
  /** Integer microseconds of scenario time. */
  readonly plannedUs: Float64Array;
  /** Index into `devices`. */
  readonly device: Uint32Array;
  /** Index into `streams`. */
  readonly stream: Uint16Array;
  /** Originator counter: 1, 2, 3… per Device in planned order; those of a trace are its own. */
  readonly counter: Uint32Array | Float64Array;
}

/**
 * Plans a scenario.
 * @throws StormError `plan-too-large` or `plan-empty`.
 */
export function planEmissions(scenario: Scenario, seed: number): EmissionPlan {
  const devices = populate(scenario.population);
  const streams = scenario.streams.flatMap(plannedStreams);
  refuseTooMany(streams, devices);
  const times: number[] = [];
  const deviceOf: number[] = [];
  const streamOf: number[] = [];
  streams.forEach((stream, streamIndex) => {
    for (const device of devicesOf(stream, devices)) {
      const random = randomStream(seed, `stream:${stream.name}`, device.index);
      for (const timeUs of arrivalTimes(stream, random)) {
        times.push(timeUs);
        deviceOf.push(device.index);
        streamOf.push(streamIndex);
      }
    }
  });
  if (times.length === 0) throw new StormError('plan-empty');
  return inPlannedOrder(devices, streams, times, deviceOf, streamOf);
}

/** The Devices a stream runs on, in the order of the population. */
export function devicesOf({ devices: cohort }: StreamSpec, devices: readonly Device[]): readonly Device[] {
  if ('ids' in cohort) {
    const ids = new Set(cohort.ids);
    return devices.filter((device) => ids.has(device.id));
  }
  const { type, count, skip = 0 } = cohort;
  const ofType = devices.filter((device) => device.type === type);
  return ofType.slice(skip, count === null ? ofType.length : skip + count);
}

function refuseTooMany(streams: readonly StreamSpec[], devices: readonly Device[]): void {
  const planned = streams.reduce(
    (sum, stream) => sum + expectedArrivals(stream) * devicesOf(stream, devices).length,
    0,
  );
  if (planned > MAX_PLANNED_ALERTS) {
    throw new StormError('plan-too-large', { planned: Math.round(planned), limit: MAX_PLANNED_ALERTS });
  }
}

function inPlannedOrder(
  devices: readonly Device[],
  streams: readonly StreamSpec[],
  times: readonly number[],
  deviceOf: readonly number[],
  streamOf: readonly number[],
): EmissionPlan {
  const order = plannedOrder(times, deviceOf, devices.length);
  const counters = new Uint32Array(devices.length);
  return {
    devices,
    streams,
    length: order.length,
    plannedUs: new Float64Array(order).map((row) => times[row]!),
    device: order.map((row) => deviceOf[row]!),
    stream: new Uint16Array(order.length).map((_, at) => streamOf[order[at]!]!),
    counter: order.map((row) => ++counters[deviceOf[row]!]!),
  };
}
