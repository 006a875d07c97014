// What Aedes keeps: under no rules of ours, so that it keeps something, and in the embedded broker.

import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { Aedes } from 'aedes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whyBrokenOff } from '../../src/broker/broken-off.ts';
import { LOOPBACK } from '../../src/broker/embedded-broker.ts';
import { WatchedMemory } from '../../src/broker/watched-memory.ts';
import { A } from './parts.ts';
import { publishOf, rawBroker, until } from './raw-broker.ts';
import { connectOf, RawClient } from './raw-client.ts';

describe('what Aedes keeps', () => {
  let memory: WatchedMemory;
  let aedes: Aedes;
  let server: Server;
  let client: RawClient;

  beforeEach(async () => {
    memory = new WatchedMemory();
    aedes = await Aedes.createBroker({ persistence: memory.persistence, queueLimit: 0 });
    server = createServer((socket) => void aedes.handle(socket));
    server.listen(0, LOOPBACK);
    await once(server, 'listening');
    client = new RawClient((server.address() as { port: number }).port);
  });

  afterEach(async () => {
    client.socket.destroy();
    server.close();
    await new Promise<void>((resolve) => void aedes.close(resolve));
  });

  const publish = (messageId: number, rest: object = {}) => ({
    cmd: 'publish',
    topic: 'any/topic',
    payload: 'x',
    qos: 2,
    messageId,
    ...rest,
  });

  it('counts publications of QoS 2 until they are released', async () => {
    client.send(connectOf('one'));
    await client.first(1);
    client.send(publish(1), publish(2), publish(2, { dup: true }));
    expect(await client.firstNamed(4)).toEqual(['connack', 'pubrec 1', 'pubrec 2', 'pubrec 2']);
    expect(memory.keptPackets).toBe(2);
    client.send({ cmd: 'pubrel', messageId: 1 });
    await client.first(5);
    expect(memory.keptPackets).toBe(1);
    client.send({ cmd: 'disconnect' });
    await until(() => memory.keptPackets === 0);
  });

  it('counts what is retained', async () => {
    client.send(connectOf('one'));
    await client.first(1);
    client.send(publish(1, { qos: 1, retain: true }));
    await client.first(2);
    await until(() => memory.keptPackets === 1);
  });

  it('counts what waits for a subscriber that is away', async () => {
    const subscriptions = [{ topic: 'any/topic', qos: 1 }];
    client.send(connectOf('away', { clean: false }));
    await client.first(1);
    client.send({ cmd: 'subscribe', messageId: 1, subscriptions }, { cmd: 'disconnect' });
    await client.closed;
    await new Promise((resolve) =>
      aedes.publish(
        { cmd: 'publish', topic: 'any/topic', payload: 'x', qos: 1, dup: false, retain: false },
        resolve,
      ),
    );
    expect(memory.keptPackets).toBe(1);
  });

  it('is not the only thing that may wait: a packet before the CONNACK ends its connection, by a name of its own', async () => {
    const ended = once(aedes, 'connectionError');
    client.send(connectOf('one'), { cmd: 'pingreq' });
    const [, error] = (await ended) as [unknown, Error];
    expect(whyBrokenOff(error)).toBe('early-packet');
  });
});

describe('the embedded broker', () => {
  it('has Aedes keep no Alert, and of a foreign publication of QoS 2 no more than that it was there', async () => {
    const { accepted, broker, refusals } = await rawBroker();
    const device = await accepted(A);
    device.send(
      publishOf(1, 2, A, { retain: true }),
      publishOf(2, 2, A, { topic: 'elsewhere', retain: true }),
    );
    expect(await device.firstNamed(2)).toEqual(['pubrec 1', 'pubrec 2']);
    expect([broker.keptPackets(), refusals.byReason]).toEqual([1, { 'foreign-topic': 1 }]);
    device.send({ cmd: 'pubrel', messageId: 2 });
    await device.first(3);
    expect(broker.keptPackets()).toBe(0);
  });

  it('counts who speaks another version of MQTT', async () => {
    const { open, refusals } = await rawBroker();
    const client = open();
    client.send({ ...connectOf(A), protocolVersion: 5 });
    await client.closed;
    expect(refusals.byReason).toEqual({ 'protocol-error': 1 });
  });
});
