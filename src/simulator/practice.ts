// A small storm before the storm, by the same code and against a broker that is there for nothing else: what a storm
// needs is compiled by then, on both threads, and its first second is as quick as any other. No ledger keeps any of it.

import { monotonicNs, sleepMs } from '../domain/clock.ts';
import { deferred } from '../domain/deferred.ts';
import {
  CATCH_UP_WINDOW_MS,
  PRACTICE_CLIENTS,
  PRACTICE_DEADLINE_MS,
  PRACTICE_RATE,
} from '../domain/limits.ts';
import { SendGauge } from '../measure/send-gauge.ts';
import type { Shard } from '../plan/shard.ts';
import { EmissionSchedule } from './emission-schedule.ts';
import type { MeterNews, MeterOrder } from './meter-protocol.ts';
import { Meters, type NotConnected } from './meters.ts';
import { sendShard } from './send-shard.ts';

/** Practises what the order asks for, for seconds at most. Says why when a Device cannot connect. */
export async function practise(order: MeterOrder): Promise<NotConnected | null> {
  const { practice, timeScale } = order;
  if (practice === null) return null;
  const shard = practiceShard(order.shard, practice.alerts, timeScale);
  const meters = new Meters({ ...order, port: practice.port, shard });
  const refused = await meters.connect();
  if (refused === null) await send({ ...order, shard }, meters);
  await meters.disconnect();
  return refused;
}

async function send(order: MeterOrder, meters: Meters): Promise<void> {
  const done = deferred<null>();
  const tell = ({ news }: MeterNews): void => {
    if (news === 'all-acknowledged') done.resolve(null);
  };
  const stop = deferred<null>();
  const deadline = new AbortController();
  const schedule = new EmissionSchedule(order.shard, order.timeScale, CATCH_UP_WINDOW_MS);
  const parts = { order, meters, schedule, lateness: new SendGauge(), port: { tell } };
  const sent = sendShard(parts, monotonicNs(), stop.promise);
  await Promise.race([done.promise, sleepMs(PRACTICE_DEADLINE_MS, deadline.signal)]);
  deadline.abort();
  stop.resolve(null);
  await sent;
}

/** The first Alerts of a shard, at an even rate and from a few Devices only. */
function practiceShard(shard: Shard, alerts: number, timeScale: number): Shard {
  const devices = Math.min(PRACTICE_CLIENTS, shard.deviceIds.length);
  const plannedUs = shard.plannedUs.slice(0, alerts).map((_, row) => (row / PRACTICE_RATE) * 1e6 * timeScale);
  return {
    ...shard,
    deviceIds: shard.deviceIds.slice(0, devices),
    clientIds: shard.clientIds.slice(0, devices),
    id: shard.id.slice(0, alerts).map((_, row) => row),
    plannedUs,
    timestampUs: plannedUs,
    device: shard.device.slice(0, alerts).map((device) => device % devices),
    stream: shard.stream.slice(0, alerts),
    counter: shard.counter.slice(0, alerts),
  };
}
