// Brokers that are not ours, for captures to listen to: a plain Aedes in this process, and a Mosquitto where one is
// installed.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { openFastConnection } from '../../src/wire/fast-connection.ts';

/** A broker that listens on 127.0.0.1. */
export interface OtherBroker {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** What a broker shall refuse; nobody and nothing when not said. */
export interface Refusing {
  /** All but this user name and password. */
  readonly allBut?: { readonly username: string; readonly password: string };
  /** Every subscription. */
  readonly subscriptions?: boolean;
}

/** Starts an Aedes, on any free port when none is named. */
export async function startAedes(
  { allBut, subscriptions = false }: Refusing = {},
  port = 0,
): Promise<OtherBroker> {
  const broker = await Aedes.createBroker({
    authenticate: (_, username, password, done) => {
      const known = !allBut || (username === allBut.username && password?.toString() === allBut.password);
      done(null, known);
    },
    authorizeSubscribe: (_, subscription, done) => done(null, subscriptions ? null : subscription),
  });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    broker.handle(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `mqtt://127.0.0.1:${bound}`,
    port: bound,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await new Promise<void>((resolve) => broker.close(() => resolve()));
    },
  };
}

const PLACES = ['mosquitto', '/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto'];

/** The Mosquitto of this machine, if there is one. */
const MOSQUITTO = PLACES.find((command) => spawnSync(command, ['-h']).error === undefined);

/** Why tests that need Mosquitto are skipped, or null. Where services are required, its absence is a failure. */
export const NO_MOSQUITTO: string | null =
  MOSQUITTO === undefined ? 'Mosquitto is not installed, so nothing is recorded from it.' : null;

if (NO_MOSQUITTO !== null && process.env.STORMPROOF_REQUIRE_SERVICES === '1') throw new Error(NO_MOSQUITTO);

/** Starts a Mosquitto, with more lines of its configuration where they are given. */
export async function startMosquitto(more: readonly string[] = []): Promise<OtherBroker> {
  const directory = await mkdtemp(join(tmpdir(), 'stormproof-mosquitto-'));
  const port = await freePort();
  const settings = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'persistence false',
    'max_queued_messages 0',
    ...more,
  ];
  await writeFile(join(directory, 'mosquitto.conf'), `${settings.join('\n')}\n`);
  const child = spawn(MOSQUITTO!, ['-c', join(directory, 'mosquitto.conf')], { stdio: 'ignore' });
  const url = `mqtt://127.0.0.1:${port}`;
  await listens(port);
  return {
    url,
    port,
    stop: async () => {
      child.kill();
      await once(child, 'exit');
      await rm(directory, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listens(port: number): Promise<void> {
  for (;;) {
    const connection = await openFastConnection({ host: '127.0.0.1', port, clientId: 'waiting' }).catch(
      () => null,
    );
    if (connection) return connection.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
