// The embedded broker with real sockets and real clients: honest ones are served, the others are refused and
// counted, and none of them can stop it. Waiting is for a message or an answer, never for a time.

import { connect as openSocket, type Socket } from 'node:net';
import mqtt from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import { userClientId } from '../../src/broker/access.ts';
import { startCollector } from '../../src/broker/collector.ts';
import { LOOPBACK } from '../../src/broker/embedded-broker.ts';
import { ManualClock, sleepMs } from '../../src/domain/clock.ts';
import { deferred } from '../../src/domain/deferred.ts';
import { StormError } from '../../src/domain/failure.ts';
import type { UserRole } from '../../src/domain/user.ts';
import { payloadCrc } from '../../src/ledger/checksum.ts';
import { type DeliveryEntry, DeliveryLedger } from '../../src/ledger/delivery-ledger.ts';
import type { Arrival, Decision } from '../../src/throttle/throttle.ts';
import { openFastConnection } from '../../src/wire/fast-connection.ts';
import type { MqttConnection } from '../../src/wire/mqtt-connection.ts';
import { alertTopic, deliveryTopic, userFilter } from '../../src/wire/topics.ts';
import { A, alertOf, B, brokerWith, DELIVER, DISCARD } from './parts.ts';

const TOPIC = alertTopic(A, 0x81c3);

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const started = async (decide?: (arrival: Arrival) => Decision) => {
  const parts = await brokerWith(decide);
  closers.push(() => parts.broker.close());
  const { port } = parts.broker;
  const connect = async (clientId: string): Promise<MqttConnection> => {
    const connection = await openFastConnection({ host: LOOPBACK, port, clientId });
    closers.push(() => connection.close());
    return connection;
  };
  /** Subscribes Users; `next` settles with the next delivery to any of them. */
  const listen = async (...users: UserRole[]) => {
    const ledger = new DeliveryLedger();
    const waiting = [deferred<DeliveryEntry>()];
    let taken = 0;
    const onDelivery = (entry: DeliveryEntry): void => {
      waiting.at(-1)!.resolve(entry);
      waiting.push(deferred());
    };
    const clock = new ManualClock();
    const collector = await startCollector({
      host: LOOPBACK,
      port,
      client: 'fast',
      users,
      qos: 1,
      clock,
      ledger,
      onDelivery,
    });
    closers.push(() => collector.close());
    return { ledger, next: () => waiting[taken++]!.promise };
  };
  return { ...parts, port, connect, listen };
};

/** Publishes and waits for the acknowledgement. */
const publish = (connection: MqttConnection, topic: string, payload: Buffer, qos: 1 | 2 = 1): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.publish(topic, payload, qos, (error) => (error ? reject(error) : resolve()));
  });

/** A client with every setting of MQTT. */
const rawClient = async (port: number, options: mqtt.IClientOptions): Promise<mqtt.MqttClient> => {
  const client = await mqtt.connectAsync(`mqtt://${LOOPBACK}:${port}`, { reconnectPeriod: 0, ...options });
  closers.push(() => client.endAsync(true));
  return client;
};

describe('the embedded broker', () => {
  it.each([1, 2] as const)(
    'carries an Alert of QoS %i from a Device through the gate to its User',
    async (qos) => {
      const { connect, listen, ledger } = await started(() => ({
        ...DELIVER,
        metadata: { sequenceId: 3, count: 9 },
      }));
      const user = await listen('Supplier');
      await publish(await connect(A), TOPIC, alertOf(), qos);
      expect(await user.next()).toEqual({
        deviceId: A,
        alertCode: 0x81c3,
        counter: 1,
        timeUs: 0,
        sequenceId: 3,
        count: 9,
        payloadCrc: payloadCrc(alertOf()),
      });
      expect(ledger.byQos[qos]).toBe(1);
    },
  );

  it('gives each User what is addressed to it, in order, and nobody what was discarded', async () => {
    const { connect, listen, gate } = await started((arrival) =>
      arrival.originatorCounter % 2 === 0 ? DELIVER : DISCARD,
    );
    const user = await listen('Supplier', 'DCC');
    const device = await connect(A);
    for (let originatorCounter = 1; originatorCounter <= 8; originatorCounter++) {
      const recipient = originatorCounter <= 4 ? 'Supplier' : 'DCC';
      await publish(device, TOPIC, alertOf({ originatorCounter, recipient }));
    }
    const counters = [];
    for (let n = 0; n < 4; n++) counters.push((await user.next()).counter);
    expect(counters).toEqual([2, 4, 6, 8]);
    expect([gate.delivered, gate.discarded, user.ledger.length]).toEqual([4, 4, 4]);
  });

  it('refuses and counts what a Device publishes for another, while its honest Alerts flow', async () => {
    const { connect, listen, refusals, asked } = await started();
    const user = await listen('Supplier');
    const device = await connect(A);
    await publish(device, alertTopic(B, 0x81c3), alertOf({ deviceId: B }));
    await publish(device, deliveryTopic('Supplier', A, 0x81c3), alertOf());
    await publish(device, TOPIC, alertOf({ originatorCounter: 2 }));
    expect((await user.next()).counter).toBe(2);
    expect(refusals.byReason).toEqual({ 'foreign-topic': 2 });
    expect(asked.map(({ deviceId, originatorCounter }) => [deviceId, originatorCounter])).toEqual([[A, 2]]);
    expect(user.ledger.length).toBe(1);
  });

  it('refuses and counts bytes that are no Alert, while its honest Alerts flow', async () => {
    const { connect, listen, refusals } = await started();
    const user = await listen('Supplier');
    const device = await connect(A);
    await publish(device, TOPIC, Buffer.from([0, 255, 1]));
    await publish(device, TOPIC, Buffer.alloc(0));
    await publish(device, TOPIC, alertOf({ originatorCounter: 3 }));
    expect((await user.next()).counter).toBe(3);
    expect(refusals.byReason).toEqual({ 'malformed-alert': 2 });
  });

  it.each(['02-53-50-02-00-00-00-03', 'user-Nobody', 'anyone'])(
    'refuses the unknown client %s',
    async (id) => {
      const { connect, refusals } = await started();
      await expect(connect(id)).rejects.toThrow(/[Ii]dentifier rejected/);
      expect(refusals.byReason).toEqual({ 'unknown-client': 1 });
    },
  );

  it.each([userFilter('Supplier'), '#', TOPIC, '$SYS/#'])(
    'refuses a Device that subscribes to %s',
    async (filter) => {
      const { connect, refusals } = await started();
      await expect((await connect(A)).subscribe(filter, 1)).rejects.toThrow();
      expect(refusals.byReason).toEqual({ 'foreign-subscription': 1 });
    },
  );

  it.each([userFilter('DCC'), '#', 'users/+/alerts/#'])(
    'refuses a User that subscribes to %s',
    async (filter) => {
      const { connect } = await started();
      await expect((await connect(userClientId('Supplier'))).subscribe(filter, 1)).rejects.toThrow();
    },
  );

  it('refuses a User that publishes, as a Device or to a User', async () => {
    const { connect, listen, refusals, asked } = await started();
    const dcc = await listen('DCC');
    const supplier = await connect(userClientId('Supplier'));
    await publish(supplier, TOPIC, alertOf({ recipient: 'DCC' }));
    await publish(supplier, deliveryTopic('DCC', A, 0x81c3), alertOf());
    await publish(await connect(A), TOPIC, alertOf({ originatorCounter: 7, recipient: 'DCC' }));
    expect((await dcc.next()).counter).toBe(7);
    expect([refusals.byReason, asked.length, dcc.ledger.length]).toEqual([{ 'foreign-topic': 2 }, 1, 1]);
  });

  it('lets no retained message by the gate: who subscribes later gets what is let through later', async () => {
    const { port, connect, listen } = await started(({ originatorCounter }) =>
      originatorCounter === 1 ? DISCARD : DELIVER,
    );
    const device = await rawClient(port, { clientId: A });
    await device.publishAsync(TOPIC, alertOf(), { qos: 1, retain: true });
    await device.publishAsync(deliveryTopic('Supplier', A, 0x81c3), alertOf(), { qos: 1, retain: true });
    const user = await listen('Supplier');
    await publish(await connect(B), alertTopic(B, 0x81c3), alertOf({ deviceId: B, originatorCounter: 2 }));
    expect(await user.next()).toMatchObject({ deviceId: B, counter: 2 });
    expect(user.ledger.length).toBe(1);
  });

  it('lets no last will past the rules', async () => {
    const { port, connect, listen, refusals, asked } = await started();
    const user = await listen('Supplier');
    const will = {
      topic: deliveryTopic('Supplier', A, 0x81c3),
      payload: alertOf(),
      qos: 1,
      retain: true,
    } as const;
    const device = await rawClient(port, { clientId: A, will });
    device.stream.destroy();
    while (refusals.total === 0) await sleepMs(1);
    await publish(await connect(B), alertTopic(B, 0x81c3), alertOf({ deviceId: B }));
    expect(await user.next()).toMatchObject({ deviceId: B });
    expect(refusals.byReason).toEqual({ 'foreign-topic': 1 });
    expect(asked.map(({ deviceId }) => deviceId)).toEqual([B]);
  });

  it('delivers nothing on which the throttle throws, and goes on acknowledging', async () => {
    const { connect, gate } = await started(() => {
      throw new Error('oops');
    });
    const device = await connect(A);
    await publish(device, TOPIC, alertOf());
    await publish(device, TOPIC, alertOf({ originatorCounter: 2 }));
    expect([gate.undecided, gate.delivered]).toEqual([2, 0]);
  });

  it('says so when its port is taken', async () => {
    const { port } = await started();
    const thrown: unknown = await brokerWith(undefined, port).catch((reason: unknown) => reason);
    expect(thrown).toBeInstanceOf(StormError);
    expect(thrown).toMatchObject({
      kind: 'port-in-use',
      exitCode: 4,
      message: `port ${port} on 127.0.0.1 is taken`,
    });
  });

  it('frees its port when it is closed, with clients still connected', async () => {
    const first = await brokerWith();
    const client = await mqtt.connectAsync(`mqtt://${LOOPBACK}:${first.broker.port}`, {
      clientId: A,
      reconnectPeriod: 0,
    });
    await first.broker.close();
    await client.endAsync(true);
    const second = await brokerWith(undefined, first.broker.port);
    expect(second.broker.port).toBe(first.broker.port);
    await second.broker.close();
  });

  it.each([
    ['no MQTT at all', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['all ones', Buffer.alloc(1_000, 255)],
    ['all zeros', Buffer.alloc(1_000)],
    ['a CONNECT of another protocol', Buffer.from([0x10, 9, 0, 4, 0x4d, 0x51, 0x54, 0x58, 9, 0, 0])],
    ['a PUBLISH before CONNECT', Buffer.from([0x30, 5, 0, 1, 0x61, 1, 2])],
    ['a length that never comes', Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f, 0])],
  ])('is not stopped by %s', async (_, bytes) => {
    const { port, connect, listen } = await started();
    const socket: Socket = openSocket({ host: LOOPBACK, port });
    socket.on('error', () => {});
    await new Promise<void>((resolve) => {
      socket.write(bytes, () => resolve());
    });
    const user = await listen('Supplier');
    await publish(await connect(A), TOPIC, alertOf());
    expect((await user.next()).counter).toBe(1);
    socket.destroy();
  });

  it('is not stopped by garbage after a good CONNECT, or by a client that breaks off', async () => {
    const { port, connect, listen, refusals } = await started();
    const device = await rawClient(port, { clientId: B });
    device.on('error', () => {});
    (device.stream as Socket).write(Buffer.alloc(100, 255));
    const other = await rawClient(port, { clientId: userClientId('DCC') });
    other.stream.destroy();
    const user = await listen('Supplier');
    await publish(await connect(A), TOPIC, alertOf());
    expect((await user.next()).counter).toBe(1);
    expect(refusals.byReason).toEqual({ 'protocol-error': 1 });
  });
});

describe('a User that loses its connection', () => {
  it.each(['fast', 'mqtt.js'] as const)('is counted (%s)', async (client) => {
    const { port } = await started();
    const facts = { host: LOOPBACK, port, client, qos: 1, clock: new ManualClock() } as const;
    const ledger = new DeliveryLedger();
    const collector = await startCollector({ ...facts, users: ['DCC', 'Supplier'], ledger });
    closers.push(() => collector.close());
    expect(collector.lostUsers).toBe(0);
    // Whoever connects by its name takes its place.
    await rawClient(port, { clientId: userClientId('DCC') });
    while (collector.lostUsers === 0) await sleepMs(1);
    expect(collector.lostUsers).toBe(1);
  });
});

describe('a User that cannot subscribe', () => {
  it('is named, with the reason', async () => {
    const { broker } = await brokerWith();
    const { port } = broker;
    await broker.close();
    const thrown: unknown = await startCollector({
      host: LOOPBACK,
      port,
      client: 'fast',
      users: ['DCC'],
      qos: 1,
      clock: new ManualClock(),
      ledger: new DeliveryLedger(),
      onDelivery: () => {},
    }).catch((reason: unknown) => reason);
    expect(thrown).toBeInstanceOf(StormError);
    expect((thrown as StormError).message).toMatch(/^the User DCC could not subscribe \(.*ECONNREFUSED/);
  });
});
