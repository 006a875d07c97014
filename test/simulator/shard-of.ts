// Shards written by hand: sources with their planned moments in, a shard out.

import type { Shard } from '../../src/plan/shard.ts';

/** One source per list: the n-th is the only stream of the n-th Device, due at these microseconds. */
export function shardOf(sources: readonly (readonly number[])[]): Shard {
  const alerts = sources
    .flatMap((timesUs, device) => timesUs.map((us, n) => ({ us, device, counter: n + 1 })))
    .sort((a, b) => a.us - b.us || a.device - b.device || a.counter - b.counter);
  const deviceIds = sources.map((_, device) => `02-53-50-02-00-00-00-${String(device).padStart(2, '0')}`);
  return {
    index: 0,
    deviceIds,
    clientIds: deviceIds,
    streams: [{ alertCode: 0x81c3, recipient: 'Supplier', source: 0 }],
    id: Uint32Array.from(alerts.keys()),
    plannedUs: Float64Array.from(alerts, ({ us }) => us),
    timestampUs: Float64Array.from(alerts, ({ us }) => us),
    device: Uint32Array.from(alerts, ({ device }) => device),
    stream: new Uint16Array(alerts.length),
    counter: Uint32Array.from(alerts, ({ counter }) => counter),
  };
}
