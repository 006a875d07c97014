// The generator alone against a bare sink, fast client beside mqtt.js: what connecting and each Alert cost. Every load
// runs in a process of its own; the clients take turns, and the median of each is printed with its spread.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MQTT_CLIENTS, type MqttClientName } from '../src/wire/mqtt-client.ts';
import type { Load, LoadResult } from './generator-load.ts';
import { startSink } from './sink.ts';

const LOAD = fileURLToPath(new URL('./generator-load.ts', import.meta.url));

const LOADS: readonly [title: string, load: Omit<Load, 'client'>][] = [
  ['100 connections, 20 in flight', { qos: 1, connections: 100, inFlight: 20, rate: null, alerts: 300_000 }],
  [
    '9,500 connections, 1 in flight',
    { qos: 1, connections: 9_500, inFlight: 1, rate: null, alerts: 200_000 },
  ],
  [
    '9,500 connections, 20,000/s planned',
    { qos: 1, connections: 9_500, inFlight: 1, rate: 20_000, alerts: 100_000 },
  ],
];

/** Runs every load with every client this many times. */
export async function benchGenerator(rounds = 3): Promise<void> {
  for (const [title, load] of LOADS) {
    const results = new Map<MqttClientName, LoadResult[]>(MQTT_CLIENTS.map((client) => [client, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [client, of] of results) of.push(await runLoad({ ...load, client }));
    }
    process.stdout.write(`\nGenerator alone, QoS ${load.qos}, ${title}\n`);
    for (const [client, of] of results) process.stdout.write(`  ${client.padEnd(8)} ${wordsFor(of)}\n`);
  }
}

async function runLoad(load: Load): Promise<LoadResult> {
  const sink = await startSink();
  const child = fork(LOAD, { execArgv: [...process.execArgv, '--expose-gc'] });
  child.send({ load, port: sink.port });
  const [result] = (await once(child, 'message')) as [LoadResult];
  sink.stop();
  return result;
}

function wordsFor(results: readonly LoadResult[]): string {
  const median = (of: (result: LoadResult) => number): string => {
    const sorted = results.map(of).sort((a, b) => a - b);
    const [least, most] = [sorted[0]!, sorted.at(-1)!];
    return `${round(sorted[sorted.length >> 1]!)} (${round(least)} to ${round(most)})`;
  };
  return [
    `${median(({ perSecond }) => perSecond)} Alerts/s`,
    `${median(({ cpuUsPerAlert }) => cpuUsPerAlert)} us of CPU each`,
    `${median(({ connectsPerSecond }) => connectsPerSecond)} connects/s`,
    `${median(({ rssPerConnection }) => rssPerConnection / 1_000)} kB per connection`,
    ...(results[0]?.p99Ms == null ? [] : [`p99 ${median(({ p99Ms }) => p99Ms ?? 0)} ms`]),
  ].join(', ');
}

const round = (value: number): string =>
  value >= 1_000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
