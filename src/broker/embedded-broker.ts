// The embedded broker on a loopback port: the only file that knows Aedes. Publications a client has no right to are
// acknowledged, counted and dropped, as MQTT 3.1.1 allows (section 3.3.5); its connection and its honest Alerts go on.

import { createServer } from 'node:net';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import { StormError, systemCode } from '../domain/failure.ts';
import type { Qos } from '../domain/qos.ts';
import { AlertBus } from './alert-bus.ts';
import { whyBrokenOff } from './broken-off.ts';
import { ClientConnection, type PacketTaker } from './client-connection.ts';
import { DeviceIntake, type IntakeParts } from './device-intake.ts';
import { watchSilence } from './keep-alive.ts';
import type { Refusals } from './refusals.ts';
import { UserOutlet } from './user-outlet.ts';
import { WatchedMemory } from './watched-memory.ts';

/** The address everything binds to: load never leaves the machine. */
export const LOOPBACK = '127.0.0.1';

const BACKLOG = 1024;
/** MQTT 3.1.1 section 3.2.2.3: the client identifier is not allowed. */
const IDENTIFIER_REJECTED = 2;
/** A topic that no bus listener can have. */
const NOWHERE = 'refused';
const NOTHING = Buffer.alloc(0);

/** What a broker serves its clients with. `qos` is the most that Users are given. */
export interface BrokerParts extends IntakeParts {
  readonly refusals: Refusals;
  readonly qos: Qos;
}

/** A broker that listens. */
export interface EmbeddedBroker {
  readonly port: number;
  /** Bytes for Users and Devices that no socket has taken yet. */
  backlogBytes(): number;
  /** Packets that Aedes keeps for later. */
  keptPackets(): number;
  close(): Promise<void>;
}

/**
 * Starts the broker on `port`, or on any free one when it is 0.
 * @throws StormError `port-in-use`.
 */
export async function startBroker(port: number, parts: BrokerParts): Promise<EmbeddedBroker> {
  const { access, refusals } = parts;
  const outletOf = new WeakMap<object, UserOutlet>();
  const memory = new WatchedMemory();
  const broker = await Aedes.createBroker({
    mq: new AlertBus(parts),
    persistence: memory.persistence,
    // Above its default of 100 Aedes queues publications in an array it shifts from: a cliff only a storm finds.
    concurrency: 0,
    // Aedes writes answers only; what Users are given waits in their outlets, which have a bound of their own.
    drainTimeout: 0,
    // What follows a CONNECT waits in our own connection: none of it may come to Aedes before the CONNACK has gone.
    queueLimit: 0,
    preConnect: (_client, packet, done) => {
      // Nothing is kept for who is away, and no client is told that there is: every session ends with its connection.
      packet.clean = true;
      done(null, true);
    },
    authenticate: (client, _username, _password, done) => {
      if (access.mayConnect(client.id)) return done(null, true);
      refusals.count('unknown-client');
      done(identifierRejected(client.id), null);
    },
    authorizePublish: (client, packet, done) => {
      if (client === null || !access.mayPublish(client.id, packet.topic)) {
        refusals.count('foreign-topic');
        packet.topic = NOWHERE;
        // With QoS 2 Aedes keeps it until it is released.
        packet.payload = NOTHING;
      }
      packet.retain = false;
      done(null);
    },
    authorizeSubscribe: (client, subscription, done) => {
      if (!access.maySubscribe(client.id, subscription.topic)) {
        refusals.count('foreign-subscription');
        return done(null, null);
      }
      outletOf.get(client.conn)?.subscribe(Math.min(subscription.qos, parts.qos) as Qos);
      done(null, subscription);
    },
  });
  const countBrokenOff = (client: Client, error: Error): void => {
    // Of a client that is gone Aedes still says that it could not be answered.
    const reason = client.closed ? null : whyBrokenOff(error);
    if (reason !== null) refusals.count(reason);
  };
  broker.on('clientError', countBrokenOff);
  broker.on('connectionError', countBrokenOff);
  broker.on('clientReady', (client) => connectionOf(client).open(takerFor(client)));
  broker.on('unsubscribe', (topics, client) => {
    if (topics.some((topic) => access.maySubscribe(client.id, topic)))
      outletOf.get(client.conn)?.unsubscribe();
  });

  const takerFor = (client: Client): PacketTaker => {
    const connection = connectionOf(client);
    const user = access.userOf(client.id);
    if (user === undefined) return new DeviceIntake(client.id, connection, parts);
    const outlet = new UserOutlet(connection, parts.outlets.replies, () =>
      parts.outlets.remove(user, outlet),
    );
    parts.outlets.add(user, outlet);
    outletOf.set(connection, outlet);
    return outlet;
  };

  const connections = new Set<ClientConnection>();
  const endWatch = watchSilence(connections);
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    const connection = new ClientConnection(socket);
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
    broker.handle(connection);
  });
  const closeParts = async (): Promise<void> => {
    endWatch();
    await closeAedes(broker);
    // Aedes knows only of those that it accepted.
    for (const connection of connections) connection.destroy();
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', (thrown) => {
      const taken = systemCode(thrown) === 'EADDRINUSE' || systemCode(thrown) === 'EACCES';
      reject(taken ? new StormError('port-in-use', { port }, thrown) : thrown);
    });
    server.listen({ port, host: LOOPBACK, backlog: BACKLOG }, resolve);
  }).catch(async (thrown: unknown) => {
    await closeParts();
    throw thrown;
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    backlogBytes() {
      let bytes = 0;
      for (const connection of connections) bytes += connection.backlogBytes;
      return bytes;
    },
    keptPackets: () => memory.keptPackets,
    async close() {
      const freed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await closeParts();
      await freed;
    },
  };
}

/** Every client came in by one. */
function connectionOf(client: Client): ClientConnection {
  return client.conn as ClientConnection;
}

function closeAedes(broker: Aedes): Promise<void> {
  return new Promise((resolve) => broker.close(() => resolve()));
}

function identifierRejected(clientId: string): AuthenticateError {
  return Object.assign(new Error(`unknown client ${clientId}`), { returnCode: IDENTIFIER_REJECTED });
}
