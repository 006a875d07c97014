// What Devices publish, byte by byte over real sockets: what is decided, how often, and how it is acknowledged.

import { describe, expect, it, vi } from 'vitest';
import { Access } from '../../src/broker/access.ts';
import { DeviceIntake } from '../../src/broker/device-intake.ts';
import { UserOutlets } from '../../src/broker/user-outlets.ts';
import { MAX_REPLY_BACKLOG_BYTES } from '../../src/domain/limits.ts';
import type { Qos } from '../../src/domain/qos.ts';
import { alertTopic } from '../../src/wire/topics.ts';
import { bytesOf } from './any-packet.ts';
import { A, accessOfBoth, alertOf, B, gateWith } from './parts.ts';
import { publishOf, rawBroker, until } from './raw-broker.ts';
import { connectOf, type RawClient } from './raw-client.ts';

const PING = { cmd: 'pingreq' };
const upTo = (last: number): number[] => Array.from({ length: last }, (_, n) => n + 1);

describe('an Alert', () => {
  it.each<[Qos, string[]]>([
    [0, ['pingresp']],
    [1, ['puback 7', 'pingresp']],
    [2, ['pubrec 7', 'pingresp']],
  ])('of QoS %i is decided once and answered by %j', async (qos, answers) => {
    const { accepted, counters, ledger } = await rawBroker();
    const device = await accepted(A);
    device.send(publishOf(7, qos), PING);
    expect(await device.firstNamed(answers.length)).toEqual(answers);
    expect([counters(), ledger.byQos[qos]]).toEqual([[7], 1]);
  });

  it('of QoS 2 is decided once however often it comes, until it is released', async () => {
    const { accepted, counters } = await rawBroker();
    const device = await accepted(A);
    const again = publishOf(7, 2, A, { dup: true });
    device.send(publishOf(7, 2), again);
    expect(await device.firstNamed(2)).toEqual(['pubrec 7', 'pubrec 7']);
    device.send(again);
    expect(await device.firstNamed(3)).toEqual(['pubrec 7', 'pubrec 7', 'pubrec 7']);
    expect(counters()).toEqual([7]);
    device.send({ cmd: 'pubrel', messageId: 7 }, publishOf(7, 2));
    expect(await device.firstNamed(5)).toEqual(['pubrec 7', 'pubrec 7', 'pubrec 7', 'pubcomp 7', 'pubrec 7']);
    expect(counters()).toEqual([7, 7]);
  });

  it('that is released twice is confirmed twice, and so is one that never came', async () => {
    const { accepted, counters } = await rawBroker();
    const device = await accepted(A);
    const release = { cmd: 'pubrel', messageId: 7 };
    device.send(publishOf(7, 2), release, release, { cmd: 'pubrel', messageId: 8 });
    expect(await device.firstNamed(4)).toEqual(['pubrec 7', 'pubcomp 7', 'pubcomp 7', 'pubcomp 8']);
    expect(counters()).toEqual([7]);
  });

  it('may come in pieces, one byte at a time', async () => {
    const { accepted, counters } = await rawBroker();
    const device = await accepted(A);
    for (const byte of bytesOf(publishOf(7, 1))) {
      device.send(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
    expect(await device.firstNamed(1)).toEqual(['puback 7']);
    expect(counters()).toEqual([7]);
  });
});

describe('many Alerts in one segment', () => {
  it('are decided and acknowledged in order, and the acknowledgements come together', async () => {
    const { accepted, counters } = await rawBroker();
    const device = await accepted(A);
    let reads = 0;
    device.socket.on('data', () => reads++);
    device.send(...upTo(200).map((id) => publishOf(id, 1)));
    expect(await device.firstNamed(200)).toEqual(upTo(200).map((id) => `puback ${id}`));
    expect(counters()).toEqual(upTo(200));
    expect(reads).toBeLessThan(10);
  });

  it('may come with the CONNECT: they are taken in order, after the CONNACK', async () => {
    const { open, counters, refusals } = await rawBroker();
    const device = open();
    device.send(connectOf(A), ...upTo(100).map((id) => publishOf(id, 1)));
    expect(await device.firstNamed(101)).toEqual(['connack', ...upTo(100).map((id) => `puback ${id}`)]);
    expect([counters(), refusals.total]).toEqual([upTo(100), 0]);
  });

  it('are not lost by the DISCONNECT behind them', async () => {
    const { open, counters } = await rawBroker();
    const device = open();
    device.send(connectOf(A), publishOf(1, 0), publishOf(2, 1), { cmd: 'disconnect' });
    await device.closed;
    expect(counters()).toEqual([1, 2]);
    expect(await device.firstNamed(2)).toEqual(['connack', 'puback 2']);
  });

  it('are not lost by a client that has said all it has to say', async () => {
    const { open, counters } = await rawBroker();
    const device = open();
    device.send(connectOf(A), publishOf(1, 1), publishOf(2, 1));
    device.socket.end();
    await device.closed;
    expect(counters()).toEqual([1, 2]);
    expect(await device.firstNamed(3)).toEqual(['connack', 'puback 1', 'puback 2']);
  });

  it('are taken as far as they are whole when the connection is reset', async () => {
    const { accepted, counters } = await rawBroker();
    const device = await accepted(A);
    const half = bytesOf(publishOf(2, 1)).subarray(0, 50);
    device.send(publishOf(1, 1), half);
    await device.first(1);
    device.socket.resetAndDestroy();
    const next = await accepted(A);
    next.send(publishOf(3, 1));
    expect(await next.firstNamed(1)).toEqual(['puback 3']);
    expect(counters()).toEqual([1, 3]);
  });

  it('of others are acknowledged as well, counted, and reach nobody', async () => {
    const { accepted, counters, refusals } = await rawBroker();
    const device = await accepted(A);
    const elsewhere = { topic: 'anywhere/else' };
    device.send(
      publishOf(1, 1),
      publishOf(2, 1, B),
      publishOf(3, 2, B),
      publishOf(4, 0, B),
      publishOf(5, 1, A, elsewhere),
      publishOf(6, 1),
    );
    const answers = await device.firstNamed(5);
    expect(answers.toSorted()).toEqual(['puback 1', 'puback 2', 'puback 5', 'puback 6', 'pubrec 3']);
    await until(() => refusals.total === 4);
    expect([counters(), refusals.byReason]).toEqual([[1, 6], { 'foreign-topic': 4 }]);
  });
});

describe('the connection of a hub', () => {
  const C = '02-53-50-02-00-00-00-03';
  const hubs = new Access([
    [A, 'hub-1'],
    [B, 'hub-1'],
    [C, 'hub-2'],
  ]);

  it('carries the Alerts of all its Devices, and none of the Device of another', async () => {
    const { accepted, asked, refusals } = await rawBroker(undefined, 0, { access: hubs });
    const hub = await accepted('hub-1');
    hub.send(publishOf(1, 1, A), publishOf(2, 1, B), publishOf(3, 1, C), publishOf(4, 1, A));
    expect((await hub.firstNamed(4)).toSorted()).toEqual(upTo(4).map((id) => `puback ${id}`));
    expect(asked.map(({ deviceId }) => deviceId)).toEqual([A, B, A]);
    expect(refusals.byReason).toEqual({ 'foreign-topic': 1 });
  });
});

describe('what is no PUBLISH', () => {
  const topic = Buffer.from(alertTopic(A, 0x81c3));
  const topicLength = Buffer.from([topic.length >> 8, topic.length & 0xff]);
  const packet = (firstByte: number, ...body: Buffer[]): Buffer => {
    const bytes = Buffer.concat(body);
    return Buffer.concat([Buffer.from([firstByte, bytes.length]), bytes]);
  };

  it.each([
    ['has no body', packet(0x30)],
    ['has half a topic length', packet(0x30, Buffer.from([0]))],
    ['has an empty topic', packet(0x30, Buffer.from([0, 0]))],
    ['has a topic that is longer than itself', packet(0x30, Buffer.from([0, 200]), topic)],
    ['has a topic of another Device that is longer than itself', packet(0x32, Buffer.from([255, 255]))],
    ['has no packet id', packet(0x32, topicLength, topic)],
    ['has half a packet id', packet(0x34, topicLength, topic, Buffer.from([0]))],
    ['has QoS 3', packet(0x36, topicLength, topic, Buffer.from([0, 1]), Buffer.from('x'))],
    ['is a length that is none', Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01])],
  ])('because it %s ends the connection, and nothing else', async (_, bytes) => {
    const { accepted, counters, refusals } = await rawBroker();
    const [device, other] = [await accepted(A), await accepted(B)];
    device.send(publishOf(7, 1), bytes);
    await device.closed;
    expect(await device.firstNamed(2)).toEqual(['puback 7']);
    other.send(publishOf(8, 1, B));
    expect(await other.firstNamed(1)).toEqual(['puback 8']);
    expect(counters()).toEqual([7, 8]);
    expect(refusals.byReason).toMatchObject({ 'protocol-error': 1 });
  });

  it.each<Qos>([1, 2])('because its packet id is 0 is not decided on with QoS %i', async (qos) => {
    const { accepted, counters, refusals } = await rawBroker();
    const device = await accepted(A);
    const bytes = bytesOf(publishOf(1, qos));
    const idAt = bytes.indexOf(topic) + topic.length;
    device.send(bytes.fill(0, idAt, idAt + 2));
    await device.closed;
    expect([counters(), device.received]).toEqual([[], []]);
    expect(refusals.byReason).toEqual({ 'protocol-error': 1 });
  });
});

describe('a client that goes while it is being answered', () => {
  /** What Aedes answers, and takes several turns for. */
  const foreign = upTo(50).map((id) => publishOf(id, id % 2 === 0 ? 1 : 2, A, { topic: 'elsewhere' }));

  it.each<[string, (device: RawClient) => unknown]>([
    ['says so', (device) => device.send({ cmd: 'disconnect' })],
    ['says nothing more', (device) => device.socket.end()],
    ['closes its socket', (device) => device.socket.destroy()],
    ['resets its connection', (device) => device.socket.resetAndDestroy()],
  ])('and %s was refused nothing but what it sent', async (_, leave) => {
    const { accepted, refusals } = await rawBroker();
    for (let time = 0; time < 5; time++) {
      const device = await accepted(A);
      device.send(...foreign);
      leave(device);
      await device.closed;
      // Whoever takes its place is answered after all that was still to be said to it.
      await accepted(A);
    }
    // With its connection some of what it sent may be gone, too.
    expect(Object.keys(refusals.byReason)).toEqual(['foreign-topic']);
  });
});

describe('the last will of a Device', () => {
  it('is an Alert like any other when it has the topic of one', async () => {
    const { accepted, counters, listening } = await rawBroker();
    const user = await listening('Supplier', 0);
    const will = { topic: alertTopic(A, 0x81c3), payload: alertOf({ originatorCounter: 9 }), qos: 1 };
    const device = await accepted(A, { will: { ...will, retain: false } });
    device.send(publishOf(1, 1));
    await device.first(1);
    device.socket.resetAndDestroy();
    expect(await user.firstNamed(2)).toEqual(['publish', 'publish']);
    expect(counters()).toEqual([1, 9]);
  });
});

describe('a Device that connects a second time', () => {
  it('is served there, and no longer where it was', async () => {
    const { accepted, counters } = await rawBroker();
    const first = await accepted(A);
    const second = await accepted(A);
    await first.closed;
    second.send(publishOf(2, 1));
    expect(await second.firstNamed(1)).toEqual(['puback 2']);
    expect(counters()).toEqual([2]);
  });

  it('has no QoS 2 under way any more: the same packet id is another Alert', async () => {
    const { accepted, counters } = await rawBroker();
    const first = await accepted(A, { clean: false });
    first.send(publishOf(1, 2));
    await first.first(1);
    const second = await accepted(A, { clean: false });
    second.send(publishOf(1, 2));
    expect(await second.firstNamed(1)).toEqual(['pubrec 1']);
    expect(counters()).toEqual([1, 1]);
  });
});

describe('a Device that reads no acknowledgement', () => {
  it('is cut off when too many are unread, and its answers go to nobody else', () => {
    const outlets = new UserOutlets();
    const parts = { access: accessOfBoth(), gate: gateWith().gate, outlets };
    const deaf = { backlogBytes: MAX_REPLY_BACKLOG_BYTES, send: vi.fn(), destroy: vi.fn() };
    const intake = new DeviceIntake(A, deaf, parts);
    const publish = bytesOf(publishOf(1, 1));
    expect(intake.take(publish)).toBe(true);
    intake.flush();
    expect(deaf.destroy).not.toHaveBeenCalled();
    deaf.backlogBytes++;
    intake.take(publish);
    intake.flush();
    expect(deaf.destroy).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ reason: 'unread-replies' }),
    );
    const other = { backlogBytes: 0, send: vi.fn(), destroy: vi.fn() };
    new DeviceIntake(B, other, parts).flush();
    expect(other.send).not.toHaveBeenCalled();
  });
});
