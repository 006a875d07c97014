// Scenario + seed in, the exact list of Alerts to send out, as typed columns in planned order. The plan is
// fixed before anything is started and depends on nothing but the two; workers and hosts only share it out.

import type { Device } from '../domain/device.ts';
import { StormError } from '../domain/failure.ts';
import { MAX_PLANNED_ALERTS } from '../domain/limits.ts';
import { randomStream } from '../domain/random.ts';
import type { Scenario, StreamSpec } from '../scenario/scenario.ts';
import { arrivalTimes, expectedArrivals } from './arrival-times.ts';
import { DeviceClocks } from './device-clocks.ts';
import { PlanDraft, type PlannedRows } from './plan-draft.ts';
import { plannedStreams } from './planned-stream.ts';
import { populate } from './population.ts';
import { resendingOf } from './resend.ts';

/** What all Alerts of one stream of a plan share. */
export type PlannedStream = Pick<StreamSpec, 'name' | 'alertCode' | 'recipient' | 'storm'>;

/** Every Alert of a run. Row n has the id n; `device` and `stream` are indices into these lists. */
export interface EmissionPlan extends PlannedRows {
  readonly devices: readonly Device[];
  /** One Alert Code and User each: a pair of the scenario is two streams of one name, a trace as many as it needs. */
  readonly streams: readonly PlannedStream[];
}

/**
 * Plans a scenario.
 * @throws StormError `plan-too-large` or `plan-empty`.
 */
export function planEmissions(scenario: Scenario, seed: number): EmissionPlan {
  const senders = populationOf(scenario);
  const { devices, streams, cohorts } = senders;
  const draft = new PlanDraft(roomFor(expectedAlerts(senders)));
  const sends = cohorts.map((cohort) => {
    const flags = new Uint8Array(devices.length);
    for (const { index } of cohort) flags[index] = 1;
    return flags;
  });
  for (const { index: device } of devices) {
    for (const [index, stream] of streams.entries()) {
      if (sends[index]![device] === 1) addAlerts(draft, stream, index, device, seed);
    }
  }
  if (draft.length === 0) throw new StormError('plan-empty');
  return { devices, streams, ...draft.inOrder(devices.length, clocksOf(senders, seed)) };
}

/** Rows that suffice where chance makes a few more of them than expected: to grow is to copy all. */
function roomFor(expected: number): number {
  return Math.ceil(expected + 4 * Math.sqrt(expected));
}

/** Who sends and what, of a scenario. */
export interface Senders {
  readonly devices: readonly Device[];
  /** One Alert Code each: a pair is two streams of one name. */
  readonly streams: readonly StreamSpec[];
  /** Of each stream, the Devices it runs on. */
  readonly cohorts: readonly (readonly Device[])[];
}

/**
 * Who sends and what, before anything is planned.
 * @throws StormError `plan-too-large`.
 */
export function populationOf(scenario: Scenario): Senders {
  const devices = populate(scenario.population);
  const streams = scenario.streams.flatMap(plannedStreams);
  const senders = { devices, streams, cohorts: streams.map((stream) => devicesOf(stream, devices)) };
  const planned = expectedAlerts(senders);
  if (planned > MAX_PLANNED_ALERTS) {
    throw new StormError('plan-too-large', { planned: Math.round(planned), limit: MAX_PLANNED_ALERTS });
  }
  return senders;
}

/** How many Alerts will be planned; an average where chance decides. */
function expectedAlerts({ streams, cohorts }: Senders): number {
  return streams.reduce((sum, stream, index) => sum + expectedArrivals(stream) * cohorts[index]!.length, 0);
}

function addAlerts(
  draft: PlanDraft,
  stream: StreamSpec,
  streamIndex: number,
  device: number,
  seed: number,
): void {
  const random = randomStream(seed, `stream:${stream.name}`, device);
  const resending = resendingOf(stream, seed, device);
  for (const timeUs of arrivalTimes(stream, random)) {
    const row = draft.add(timeUs, device, streamIndex);
    for (const againUs of resending(timeUs)) draft.addAgain(row, againUs);
  }
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

/** The clocks of all Devices, as the streams say. */
function clocksOf({ devices, streams, cohorts }: Senders, seed: number): DeviceClocks {
  const clocks = new DeviceClocks(devices.length, seed);
  for (const [index, { clock }] of streams.entries()) {
    if (!clock) continue;
    for (const device of cohorts[index]!) clocks.set(device.index, clock);
  }
  return clocks;
}
