// How long it takes until 9,500 meters with a connection each are in, and the memory of the whole process that holds both
// ends; beside bare sockets that say CONNECT to a sink that accepts everything.

import { say, tell } from '../go.ts';
import { withSink } from '../load/bare-sink.ts';
import { runSource } from '../load/load-source.ts';
import { meterClients } from './meter-client.ts';
import { runStorm, stormText } from './run-storm.ts';

const STORM = { devices: 9_500, perSecond: 2_000, seconds: 2, throttled: 0.3 } as const;

/** Measures every client the product has, `rounds` times in turn. */
export async function benchConnect(rounds: number): Promise<void> {
  const clients = meterClients();
  const bare: number[] = [];
  const seconds = clients.map((): number[] => []);
  const memory = clients.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    bare.push(await bareConnectS());
    for (const [at, client] of clients.entries()) {
      const run = await runStorm(STORM, { client });
      say(`${client.name}: ${stormText(run)}`);
      seconds[at]!.push(run.connectS);
      memory[at]!.push(run.memoryMB);
    }
  }
  const named = (figures: readonly number[][]) =>
    clients.map(({ name }, at) => ({ name: `stormproof, ${name}`, figures: figures[at]! }));
  const floor = { name: 'floor: bare sockets to a bare sink', figures: bare };
  const meters = `${STORM.devices.toLocaleString('en')} meters`;
  tell({ title: `connect time, ${meters}`, unit: 's', contenders: [floor, ...named(seconds)] });
  tell({ title: `memory, ${meters}`, unit: 'MB', contenders: named(memory) });
}

function bareConnectS(): Promise<number> {
  return withSink(async ({ port }) => {
    const order = { port, connections: STORM.devices, inFlight: 1, seconds: 0, subscriber: null };
    return (await runSource(order)).connectS;
  });
}
