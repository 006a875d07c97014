// The gate beside Mosquitto in the same go: ours receives, decides and forwards every Alert with metadata around it,
// Mosquitto merely forwards. The same load source and one User; what counts is what came back acknowledged and was given.

import { NO_MOSQUITTO, startMosquitto } from '../../test/acceptance/other-brokers.ts';
import { startChild } from '../child.ts';
import { type Rounds, say, tell } from '../go.ts';
import { runSource, type SourceResult } from '../load/load-source.ts';

const CHILD = new URL('./gate-child.mjs', import.meta.url);
const SECONDS = 1.5;
const SOURCE_IS_LIMIT = 0.95;
const MOSQUITTO = ['max_inflight_messages 0', 'set_tcp_nodelay true'];

/** How Alerts come in. */
export interface GateLoad {
  readonly name: string;
  readonly connections: number;
  readonly inFlight: number;
}

interface Server {
  readonly port: number;
  stop(): Promise<void>;
}

interface Way {
  readonly name: string;
  readonly start: (qos: 0 | 1) => Promise<Server>;
  /** What the User subscribes to: in ours its own tree, in Mosquitto all Alerts. */
  readonly filter: string;
}

/** Measures both, `rounds` times in turn, with the User at QoS 0 and at QoS 1. */
export async function benchGate(load: GateLoad, rounds: number): Promise<void> {
  const ways: Way[] = [
    { name: 'embedded gate', start: (qos) => startGate(load, qos), filter: 'users/Supplier/alerts/#' },
  ];
  if (NO_MOSQUITTO === null) {
    const start = (): Promise<Server> => startMosquitto(MOSQUITTO);
    ways.unshift({ name: 'Mosquitto, forwarding only', start, filter: 'devices/#' });
  } else say('Mosquitto is not installed: nothing to stand beside');
  for (const qos of [0, 1] as const) {
    const contenders = ways.map(({ name }): Rounds & { figures: number[] } => ({ name, figures: [] }));
    for (let round = 0; round < rounds; round++) {
      for (const [at, way] of ways.entries()) {
        const result = await throughput(way, load, qos);
        sayTroubles(way.name, result);
        contenders[at]!.figures.push(Math.min(result.acknowledged, result.given) / result.seconds);
      }
    }
    const title = `gate, ${load.name}, User at QoS ${qos}`;
    tell({ title, unit: 'Alerts/s', contenders });
  }
}

async function throughput({ start, filter }: Way, load: GateLoad, qos: 0 | 1): Promise<SourceResult> {
  const server = await start(qos);
  try {
    const subscriber = { clientId: 'user-Supplier', filter, qos };
    const { connections, inFlight } = load;
    return await runSource({ port: server.port, connections, inFlight, seconds: SECONDS, subscriber });
  } finally {
    await server.stop();
  }
}

async function startGate({ connections }: GateLoad, qos: 0 | 1): Promise<Server> {
  const child = startChild<number>(CHILD, { devices: connections, qos });
  return { port: await child.answer(), stop: () => child.end() };
}

function sayTroubles(name: string, { sent, acknowledged, given, busy }: SourceResult): void {
  const missing = sent - Math.min(acknowledged, given);
  if (missing > 0)
    say(`${name}: ${missing.toLocaleString('en')} of ${sent.toLocaleString('en')} never came back`);
  if (busy > SOURCE_IS_LIMIT)
    say(`${name}: the load source was busy ${(busy * 100).toFixed(0)} %, so it is a limit itself`);
}
