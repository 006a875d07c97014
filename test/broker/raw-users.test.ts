// What Users are given over real sockets: by which quality of service, on which connection, and until when.

import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { userClientId } from '../../src/broker/access.ts';
import type { Qos } from '../../src/domain/qos.ts';
import { userFilter } from '../../src/wire/topics.ts';
import { A } from './parts.ts';
import { publishOf, rawBroker } from './raw-broker.ts';

const QOS: readonly Qos[] = [0, 1, 2];
const PING = { cmd: 'pingreq' };

describe('a User', () => {
  it.each(QOS.flatMap((subscribed) => QOS.map((run) => ({ subscribed, run }))))(
    'that subscribes with QoS $subscribed in a run with QoS $run is given the lower',
    async ({ subscribed, run }) => {
      const { accepted, listening } = await rawBroker(undefined, 0, { qos: run });
      const user = await listening('Supplier', subscribed);
      const device = await accepted(A);
      device.send(publishOf(1, 1));
      const given = await user.first(1);
      expect(given).toMatchObject([
        { cmd: 'publish', qos: Math.min(subscribed, run), dup: false, retain: false },
      ]);
    },
  );

  it('of QoS 2 is seen through to the end', async () => {
    const { accepted, listening } = await rawBroker(undefined, 0, { qos: 2 });
    const user = await listening('Supplier', 2);
    (await accepted(A)).send(publishOf(1, 1));
    const [{ messageId } = {}] = await user.first(1);
    user.send({ cmd: 'pubrec', messageId });
    expect(await user.firstNamed(2)).toEqual([`publish ${messageId}`, `pubrel ${messageId}`]);
    user.send({ cmd: 'pubcomp', messageId }, PING);
    expect(await user.firstNamed(3)).toEqual([`publish ${messageId}`, `pubrel ${messageId}`, 'pingresp']);
  });

  it('is given nothing more once it has unsubscribed', async () => {
    const { accepted, listening, gate } = await rawBroker();
    const user = await listening('Supplier', 0);
    const device = await accepted(A);
    device.send(publishOf(1, 1));
    expect(await user.firstNamed(1)).toEqual(['publish']);
    user.send({ cmd: 'unsubscribe', messageId: 2, unsubscriptions: [userFilter('Supplier')] });
    expect(await user.firstNamed(2)).toEqual(['publish', 'unsuback 2']);
    device.send(publishOf(2, 1));
    await device.first(2);
    user.send(PING);
    expect(await user.firstNamed(3)).toEqual(['publish', 'unsuback 2', 'pingresp']);
    expect(gate.delivered).toBe(2);
  });

  it('that connects a second time is given everything there, once it has subscribed, and nothing twice', async () => {
    const { accepted, listening } = await rawBroker();
    const first = await listening('Supplier', 0);
    const second = await accepted(userClientId('Supplier'));
    await first.closed;
    const device = await accepted(A);
    device.send(publishOf(1, 1));
    await device.first(1);
    second.send({
      cmd: 'subscribe',
      messageId: 1,
      subscriptions: [{ topic: userFilter('Supplier'), qos: 0 }],
    });
    await second.first(1);
    device.send(publishOf(2, 1));
    await device.first(2);
    second.send(PING);
    expect(await second.firstNamed(3)).toEqual(['suback 1', 'publish', 'pingresp']);
    expect(first.received).toEqual([]);
  });

  it('is told that no session was kept for it, also when it asked for one', async () => {
    const { accepted, open } = await rawBroker();
    const clientId = userClientId('Supplier');
    const subscriptions = [{ topic: userFilter('Supplier'), qos: 1 }];
    const first = await accepted(clientId, { clean: false });
    first.send({ cmd: 'subscribe', messageId: 1, subscriptions }, { cmd: 'disconnect' });
    await first.closed;
    const second = open();
    second.send({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: false, clientId }, PING);
    expect(await second.first(2)).toMatchObject([{ sessionPresent: false }, { cmd: 'pingresp' }]);
  });
});

describe('a broker that is closed', () => {
  it('does not wait for those that connected and said nothing, or half of something', async () => {
    const { broker, open } = await rawBroker();
    const [silent, half] = [open(), open()];
    half.send(Buffer.from([0x10, 20, 0]));
    await Promise.all([silent, half].map((client) => once(client.socket, 'connect')));
    await broker.close();
    await Promise.all([silent.closed, half.closed]);
  }, 5_000);
});

describe('keep-alive', () => {
  /** Wall milliseconds, for what is to be short and for what is to be long. */
  const since = (startMs: number): number => performance.now() - startMs;

  it('cuts off who is silent, leaves who only sends Alerts or pings, and answers the pings', async () => {
    const { accepted, counters, refusals } = await rawBroker();
    const [silent, alerting, pinging] = [
      await accepted(A, { keepalive: 1 }),
      await accepted('02-53-50-02-00-00-00-02', { keepalive: 1 }),
      await accepted(userClientId('DCC'), { keepalive: 1 }),
    ];
    const startMs = performance.now();
    let id = 1;
    const ticking = setInterval(() => {
      alerting.send(publishOf(id++, 0, '02-53-50-02-00-00-00-02'));
      pinging.send(PING);
    }, 250);
    try {
      await silent.closed;
      expect(since(startMs)).toBeGreaterThan(1_400);
      expect(since(startMs)).toBeLessThan(4_000);
      const pings = Math.floor(since(startMs) / 250) + 4;
      expect(await pinging.firstNamed(pings)).toEqual(Array.from({ length: pings }, () => 'pingresp'));
      expect([alerting.socket.closed, pinging.socket.closed]).toEqual([false, false]);
      expect(counters().length).toBeGreaterThan(5);
      expect(refusals.byReason).toEqual({ 'silent-client': 1 });
    } finally {
      clearInterval(ticking);
    }
  });
});
