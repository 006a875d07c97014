// What storms come to beside what this machine's two cores can carry at all in Node: a load source that does nothing but
// send prepared Alerts, one in flight on each connection, to a sink that does nothing but acknowledge them. The wire is
// asked anew before each figure, since it is not the same from minute to minute.

import { tell } from '../go.ts';
import { withSink } from '../load/bare-sink.ts';
import { runSource } from '../load/load-source.ts';
import type { MeterClient } from './meter-client.ts';

const ORDER = { inFlight: 1, seconds: 2, subscriber: null } as const;

/** What is measured, over how many connections, and how often. */
export interface BesideTheWire {
  readonly title: string;
  readonly client: MeterClient;
  readonly connections: number;
  readonly rounds: number;
}

/** Measures Alerts per second so many times, each beside the bare wire, and tells both. */
export async function besideTheWire(
  { title, client, connections, rounds }: BesideTheWire,
  measure: () => Promise<number>,
): Promise<void> {
  const wire: number[] = [];
  const figures: number[] = [];
  for (let round = 0; round < rounds; round++) {
    wire.push(await wireRate(connections));
    figures.push(await measure());
  }
  const contenders = [
    { name: 'floor: bare source to bare sink', figures: wire },
    { name: `${client.name} client`, figures },
  ];
  tell({ title, unit: 'Alerts/s', contenders });
}

async function wireRate(connections: number): Promise<number> {
  const { acknowledged, seconds } = await withSink(({ port }) => runSource({ ...ORDER, connections, port }));
  return acknowledged / seconds;
}
