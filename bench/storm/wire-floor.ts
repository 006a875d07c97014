// What this machine's two cores can carry at all in Node: a load source that does nothing but send prepared Alerts, one in
// flight on each of so many connections, to a sink that does nothing but acknowledge them.

import { withSink } from '../load/bare-sink.ts';
import { runSource } from '../load/load-source.ts';

const ORDER = { inFlight: 1, seconds: 2, subscriber: null } as const;

/** What it is called beside others. */
export const WIRE_FLOOR = 'floor: bare source to bare sink';

/** Alerts per second of the bare wire. */
export async function wireRate(connections: number): Promise<number> {
  const source = await withSink(({ port }) => runSource({ ...ORDER, connections, port }));
  return source.acknowledged / source.seconds;
}
