// A plan in, equal shares out. A Device belongs to exactly one shard, shares are exact index arithmetic:
// together they are the plan, no two overlap, no remainder is lost.

import { type Connection, clientIdOf } from '../domain/device.ts';
import type { UserRole } from '../domain/user.ts';
import type { EmissionPlan } from './emission-plan.ts';

/** What a worker must know of a stream. */
interface ShardStream {
  readonly alertCode: number;
  readonly recipient: UserRole;
  /** Index of the first stream of the same name: both halves of a pair are one source of Alerts. */
  readonly source: number;
}

/** One worker's share of the plan, in a form that can be sent to its thread. Row n is one Alert. */
export interface Shard {
  readonly index: number;
  /** Device IDs of this shard; `device` indexes them. */
  readonly deviceIds: readonly string[];
  /** The MQTT client id of the connection of each Device: its own ID, or that of its hub. */
  readonly clientIds: readonly string[];
  /** Each stream of the plan; `stream` indexes them. */
  readonly streams: readonly ShardStream[];
  /** Id of each Alert in the whole plan, ascending. */
  readonly id: Uint32Array;
  readonly plannedUs: Float64Array;
  readonly timestampUs: Float64Array;
  readonly device: Uint32Array;
  readonly stream: Uint16Array;
  readonly counter: EmissionPlan['counter'];
}

/** First Device of shard `index` of `count`. Shard n holds the Devices from its first to the next shard's first. */
export function firstDevice(devices: number, index: number, count: number): number {
  return Math.floor((devices * index) / count);
}

/** Splits a plan into `count` shards; shards without Devices are left out. Devices of one connection stay together. */
export function splitPlan(plan: EmissionPlan, count: number, connection: Connection = 'device'): Shard[] {
  return Array.from({ length: count }, (_, index) => shardOf(plan, index, count, connection)).filter(
    (shard) => shard.deviceIds.length > 0,
  );
}

/** Where a shard begins: with hubs that connect, at the first Device of the hub it would begin in. */
function boundary({ devices }: EmissionPlan, index: number, count: number, connection: Connection): number {
  let first = firstDevice(devices.length, index, count);
  if (connection === 'device' || first === devices.length) return first;
  while (first > 0 && devices[first - 1]!.hub === devices[first]!.hub) first--;
  return first;
}

function shardOf(plan: EmissionPlan, index: number, count: number, connection: Connection): Shard {
  const from = boundary(plan, index, count, connection);
  const until = boundary(plan, index + 1, count, connection);
  const mine = (_: number, id: number): boolean => plan.device[id]! >= from && plan.device[id]! < until;
  const id = Uint32Array.from(plan.plannedUs.keys()).filter(mine);
  const plannedUs = plan.plannedUs.filter(mine);
  return {
    index,
    deviceIds: plan.devices.slice(from, until).map((device) => device.id),
    clientIds: plan.devices.slice(from, until).map((device) => clientIdOf(device, connection)),
    streams: plan.streams.map(({ name, alertCode, recipient }) => ({
      alertCode,
      recipient,
      source: plan.streams.findIndex((stream) => stream.name === name),
    })),
    id,
    plannedUs,
    timestampUs: plan.timestampUs === plan.plannedUs ? plannedUs : plan.timestampUs.filter(mine),
    device: plan.device.filter(mine).map((device) => device - from),
    stream: plan.stream.filter(mine),
    counter: plan.counter.filter(mine),
  };
}
