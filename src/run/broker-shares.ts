// Which meter workers' Devices each broker serves, so that a Device and all its keys belong to exactly one broker and
// its throttle. Whole workers' shares only: a worker speaks to one broker.

import type { ServedDevice } from '../broker/site-protocol.ts';
import { firstDevice, type Shard } from '../plan/shard.ts';

/** Shares the shards out among so many brokers, in order and as evenly as whole shards allow. */
export function shareOut(shards: readonly Shard[], brokers: number): Shard[][] {
  const count = Math.min(brokers, shards.length);
  return Array.from({ length: count }, (_, index) =>
    shards.slice(firstDevice(shards.length, index, count), firstDevice(shards.length, index + 1, count)),
  );
}

/** The Devices of some shards, each with the client that publishes for it. */
export function devicesOf(shards: readonly Shard[]): ServedDevice[] {
  return shards.flatMap(({ deviceIds, clientIds }) =>
    deviceIds.map((id, device): ServedDevice => [id, clientIds[device]!]),
  );
}
