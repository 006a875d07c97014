// One load from one generator, in a process of its own so that its memory and its processor time are its own: connects,
// sends as it is told, and reports. Run by bench/generator.ts.

import { monotonicNs, monotonicUs, ScenarioClock, sleepMs } from '../src/domain/clock.ts';
import { deferred } from '../src/domain/deferred.ts';
import { simulatedDeviceId } from '../src/domain/device.ts';
import { CATCH_UP_WINDOW_MS, CONNECTS_IN_FLIGHT, HAND_OVER_ROWS } from '../src/domain/limits.ts';
import type { Qos } from '../src/domain/qos.ts';
import { EmissionLedger } from '../src/ledger/emission-ledger.ts';
import type { Shard } from '../src/plan/shard.ts';
import { EmissionSchedule } from '../src/simulator/emission-schedule.ts';
import { Meters } from '../src/simulator/meters.ts';
import { pace } from '../src/simulator/pacer.ts';
import type { MqttClientName } from '../src/wire/mqtt-client.ts';

/** What to do. */
export interface Load {
  readonly client: MqttClientName;
  readonly qos: Qos;
  readonly connections: number;
  /** Messages that each connection keeps in flight; with a rate, none is waited for. */
  readonly inFlight: number;
  /** Alerts per second by the plan; null for as fast as it goes. */
  readonly rate: number | null;
  readonly alerts: number;
}

/** What came of it. */
export interface LoadResult {
  readonly connectsPerSecond: number;
  readonly rssPerConnection: number;
  readonly perSecond: number;
  readonly cpuUsPerAlert: number;
  /** From the planned moment to the acknowledgement, milliseconds; null as fast as it goes. */
  readonly p99Ms: number | null;
}

async function carryOut(load: Load, port: number): Promise<LoadResult> {
  const shard = shardFor(load);
  const { client, qos } = load;
  const order = {
    shard,
    host: '127.0.0.1',
    port,
    client,
    qos,
    timeScale: 1,
    connectsInFlight: CONNECTS_IN_FLIGHT,
  };
  const ledger = new EmissionLedger({ rows: HAND_OVER_ROWS, hand: () => ledger.take() });
  const meters = new Meters(order, ledger);
  const before = settledRss();
  const connectingSince = monotonicUs();
  const refused = await meters.connect();
  if (refused) throw new Error(refused.cause);
  const connectUs = monotonicUs() - connectingSince;
  await sleepMs(200);
  const rss = settledRss() - before;
  await (load.rate === null ? closedLoop(meters, { ...load, alerts: load.alerts >> 2 }, 0) : undefined);
  const from = load.rate === null ? load.alerts >> 2 : 0;
  const cpu = process.cpuUsage();
  const sinceUs = monotonicUs();
  const p99Ms = await (load.rate === null ? closedLoop(meters, load, from) : openLoop(meters, shard));
  const tookUs = monotonicUs() - sinceUs;
  const { user, system } = process.cpuUsage(cpu);
  const sent = load.alerts - from;
  await meters.disconnect();
  return {
    connectsPerSecond: (load.connections * 1e6) / connectUs,
    rssPerConnection: rss / load.connections,
    perSecond: (sent * 1e6) / tookUs,
    cpuUsPerAlert: (user + system) / sent,
    p99Ms,
  };
}

/** Every connection sends its next as soon as one is acknowledged. */
async function closedLoop(
  meters: Meters,
  { connections, inFlight, alerts }: Load,
  from: number,
): Promise<null> {
  const done = deferred<void>();
  const clock = new ScenarioClock(monotonicNs(), 1);
  let left = alerts - from;
  const next = Array.from({ length: connections }, (_, n) => from + n);
  const sendNext = (connection: number): void => {
    const row = next[connection]!;
    if (row >= alerts) return;
    next[connection] = row + connections;
    meters.send(row, clock.nowUs());
  };
  meters.begin(clock, (row) => {
    if (--left === 0) done.resolve();
    sendNext((row - from) % connections);
  });
  for (let n = 0; n < inFlight; n++) for (let each = 0; each < connections; each++) sendNext(each);
  await done.promise;
  return null;
}

/** Sends by the plan; the p99 of the time from the planned moment to the acknowledgement, milliseconds. */
async function openLoop(meters: Meters, shard: Shard): Promise<number> {
  const done = deferred<void>();
  const clock = new ScenarioClock(monotonicNs() + 50_000_000n, 1);
  const tookUs = new Float64Array(shard.id.length);
  meters.begin(clock, (row) => {
    tookUs[row] = clock.nowUs() - shard.plannedUs[row]!;
    if (meters.acknowledged === shard.id.length) done.resolve();
  });
  pace(new EmissionSchedule(shard, 1, CATCH_UP_WINDOW_MS), clock, 1, (row, nowUs) => meters.send(row, nowUs));
  await done.promise;
  return tookUs.sort()[Math.floor(tookUs.length * 0.99)]! / 1_000;
}

/** Alerts in turn over all Devices. */
function shardFor({ connections, alerts, rate }: Load): Shard {
  const deviceIds = Array.from({ length: connections }, (_, n) => simulatedDeviceId('ESME', n + 1));
  const plannedUs = Float64Array.from({ length: alerts }, (_, n) => Math.floor((n * 1e6) / (rate ?? 1e6)));
  return {
    index: 0,
    deviceIds,
    clientIds: deviceIds,
    streams: [{ alertCode: 0x81c3, recipient: 'Supplier', source: 0 }],
    id: Uint32Array.from({ length: alerts }, (_, n) => n),
    plannedUs,
    timestampUs: plannedUs,
    device: Uint32Array.from({ length: alerts }, (_, n) => n % connections),
    stream: new Uint16Array(alerts),
    counter: Uint32Array.from({ length: alerts }, (_, n) => Math.floor(n / connections) + 1),
  };
}

function settledRss(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}

process.once('message', ({ load, port }: { load: Load; port: number }) => {
  void carryOut(load, port).then((result) => process.send?.(result, () => process.exit()));
});
