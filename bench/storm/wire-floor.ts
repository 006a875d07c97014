// What this machine's two cores can carry at all in Node: a load source that does nothing but send prepared Alerts, one in
// flight on each of a thousand connections, to a sink that does nothing but acknowledge them.

import type { Rounds } from '../go.ts';
import { withSink } from '../load/bare-sink.ts';
import { runSource } from '../load/load-source.ts';

const ORDER = { connections: 1_000, inFlight: 1, seconds: 2, subscriber: null } as const;

/** Alerts per second of the bare wire. */
export async function wireFloor(): Promise<Rounds> {
  const { acknowledged, seconds } = await withSink(({ port }) => runSource({ ...ORDER, port }));
  return { name: 'floor: bare source to bare sink', figures: [acknowledged / seconds] };
}
