// Generators beside each other, in turn, against the same sink for the same few seconds: a bare load source as the floor,
// ours with each client, and whatever other tools are installed. What is absent is said; where it has a ceiling of its own
// making, that stands for it, which does it no wrong.

import { say, tell } from '../go.ts';
import { type Sink, withSink } from '../load/bare-sink.ts';
import { runSource } from '../load/load-source.ts';
import type { MeterClient } from '../storm/meter-client.ts';
import { ourClients, whileGenerating } from './our-generators.ts';
import { commandOf, PEER_TOOLS, type PeerTool } from './peer-tools.ts';
import { whileRunning } from './run-peer.ts';
import { STEADY_S, steadyRate } from './steady-rate.ts';

const LOAD = { connections: 100, inFlight: 20, subscriber: null } as const;

interface Generator {
  readonly name: string;
  readonly rate: (sink: Sink) => Promise<number>;
}

/** Measures every generator there is, `rounds` times in turn. */
export async function benchPeers(rounds: number): Promise<void> {
  const clients = ourClients();
  if (clients.length === 0) say('The generator benchmark is not in this build: ours is left out.');
  // Neighbours are compared: what slows the machine down lasts longer than two of them.
  const generators = [bareSource, ...clients.flatMap((client) => [ours(client), ...othersBeside(client)])];
  const figures = generators.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, { rate }] of generators.entries()) figures[at]!.push(await withSink(rate));
  }
  generators.forEach(({ name }, at) => {
    if (figures[at]!.includes(0)) say(`${name}: nothing arrived in a round, so it is left out`);
  });
  const contenders = generators
    .map(({ name }, at) => ({ name, figures: figures[at]! }))
    .filter((contender) => !contender.figures.includes(0));
  tell({ title: 'generators against a bare sink, QoS 1, 100 connections', unit: 'messages/s', contenders });
}

const bareSource: Generator = {
  name: 'floor: bare source of prepared Alerts',
  rate: async (sink) => {
    const source = runSource({ ...LOAD, port: sink.port, seconds: STEADY_S });
    const rate = await steadyRate(sink);
    await source;
    return rate;
  },
};

function ours(client: MeterClient): Generator {
  return {
    name: `stormproof, ${client.name} client`,
    rate: (sink) => whileGenerating(client, sink.port, () => steadyRate(sink)),
  };
}

function othersBeside({ name }: MeterClient): Generator[] {
  return PEER_TOOLS.filter(({ beside }) => beside === name).flatMap((tool) => {
    const command = commandOf(tool);
    if (command === null) return inItsAbsence(tool);
    const rate = (sink: Sink): Promise<number> =>
      whileRunning(command, tool, sink.port, () => steadyRate(sink));
    return [{ name: tool.name, rate }];
  });
}

/** What stands for a tool that is not installed: its ceiling, if it has one. */
function inItsAbsence({ name, commands, ceiling }: PeerTool): Generator[] {
  say(`${commands[0]} is not installed.`);
  if (ceiling === undefined) return [];
  return [{ name: `${name}, absent: its ceiling`, rate: async () => ceiling }];
}
