// The embedded broker on a loopback port: the only file that knows Aedes. Publications a client has no right to are
// acknowledged, counted and dropped, as MQTT 3.1.1 allows (section 3.3.5); its connection and its honest Alerts go on.

import { createServer, type Socket } from 'node:net';
import { Aedes, type AuthenticateError } from 'aedes';
import { StormError, systemCode } from '../domain/failure.ts';
import type { Access } from './access.ts';
import type { AlertBus } from './alert-bus.ts';
import type { Refusals } from './refusals.ts';

/** The address everything binds to: load never leaves the machine. */
export const LOOPBACK = '127.0.0.1';

const BACKLOG = 1024;
/** MQTT 3.1.1 section 3.2.2.3: the client identifier is not allowed. */
const IDENTIFIER_REJECTED = 2;
/** A topic that no bus listener can have. */
const NOWHERE = 'refused';

/** A broker that listens. */
export interface EmbeddedBroker {
  readonly port: number;
  /** Bytes for Users and Devices that no socket has taken yet. */
  backlogBytes(): number;
  close(): Promise<void>;
}

/**
 * Starts the broker on `port`, or on any free one when it is 0.
 * @throws StormError `port-in-use`.
 */
export async function startBroker(
  port: number,
  bus: AlertBus,
  access: Access,
  refusals: Refusals,
): Promise<EmbeddedBroker> {
  const broker = await Aedes.createBroker({
    mq: bus,
    // Above its default of 100 Aedes queues publications in an array it shifts from: a cliff only a storm finds.
    concurrency: 0,
    // A User that reads slowly is waited for; the run's own drain deadline bounds the wait.
    drainTimeout: 0,
    authenticate: (client, _username, _password, done) => {
      if (access.mayConnect(client.id)) return done(null, true);
      refusals.count('unknown-client');
      done(identifierRejected(client.id), null);
    },
    authorizePublish: (client, packet, done) => {
      if (client === null || !access.mayPublish(client.id, packet.topic)) {
        refusals.count('foreign-topic');
        packet.topic = NOWHERE;
      }
      packet.retain = false;
      done(null);
    },
    authorizeSubscribe: (client, subscription, done) => {
      if (access.maySubscribe(client.id, subscription.topic)) return done(null, subscription);
      refusals.count('foreign-subscription');
      done(null, null);
    },
  });
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (thrown) => {
      const taken = systemCode(thrown) === 'EADDRINUSE' || systemCode(thrown) === 'EACCES';
      reject(taken ? new StormError('port-in-use', { port }, thrown) : thrown);
    });
    server.listen({ port, host: LOOPBACK, backlog: BACKLOG }, resolve);
  }).catch(async (thrown: unknown) => {
    await closeAedes(broker);
    throw thrown;
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    backlogBytes() {
      let bytes = 0;
      for (const socket of sockets) bytes += socket.writableLength;
      return bytes;
    },
    async close() {
      await closeAedes(broker);
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function closeAedes(broker: Aedes): Promise<void> {
  return new Promise((resolve) => broker.close(() => resolve()));
}

function identifierRejected(clientId: string): AuthenticateError {
  return Object.assign(new Error(`unknown client ${clientId}`), { returnCode: IDENTIFIER_REJECTED });
}
