// The product's own generator as a process, with each client it has: the meters of a run and nothing of a broker. Runs the
// load of the generator benchmark, where this build has that.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startChild } from '../child.ts';
import { type MeterClient, meterClients } from '../storm/meter-client.ts';

const LOAD = new URL('../generator-load.ts', import.meta.url);

/** As many Alerts as no client can send before it is stopped, as the others are asked for. */
const SHAPE = { qos: 1, connections: 100, inFlight: 20, rate: null, alerts: 2_500_000 } as const;

/** The clients that can be run as generators; none where this build has no generator benchmark. */
export function ourClients(): readonly MeterClient[] {
  return existsSync(fileURLToPath(LOAD)) ? meterClients() : [];
}

/** Runs the generator with a client against a port, for as long as the work takes. */
export async function whileGenerating<Result>(
  { name }: MeterClient,
  port: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const child = startChild<never>(LOAD, { load: { ...SHAPE, client: name }, port });
  try {
    return await work();
  } finally {
    await child.end();
  }
}
