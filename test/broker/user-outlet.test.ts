// What one User is given, without a network: quality of service, packet ids, what waits, and when it is cut off.

import mqttPacket, { type Packet } from 'mqtt-packet';
import { describe, expect, it, vi } from 'vitest';
import { Replies } from '../../src/broker/replies.ts';
import { UserOutlet } from '../../src/broker/user-outlet.ts';
import { sleepMs } from '../../src/domain/clock.ts';
import { MAX_USER_BACKLOG_BYTES } from '../../src/domain/limits.ts';
import type { Qos } from '../../src/domain/qos.ts';
import { bytesOf } from './any-packet.ts';

const ALL_IDS = 65_535;
const PAYLOAD = Buffer.from('x');
const TOO_SLOW = { reason: 'slow-user' };

/** What is given within a millisecond has left by then. */
const soon = (): Promise<void> => sleepMs(5);

/** An outlet, and all that was written to its User so far. */
function outletWith(qos?: Qos) {
  const connection = {
    backlogBytes: 0,
    writes: [] as Buffer[],
    destroyed: false,
    endedBy: null as Error | null,
    send: (packets: Buffer): void => void connection.writes.push(packets),
    destroy: (error?: Error): void => {
      if (connection.destroyed) return;
      connection.destroyed = true;
      connection.endedBy = error ?? null;
      outlet.closed();
    },
  };
  const onClosed = vi.fn();
  const outlet: UserOutlet = new UserOutlet(connection, new Replies(), onClosed);
  if (qos !== undefined) outlet.subscribe(qos);
  const acknowledge = (cmd: 'puback' | 'pubrec' | 'pubcomp', messageId: number): boolean => {
    const taken = outlet.take(bytesOf({ cmd, messageId }));
    outlet.flush();
    return taken;
  };
  /** What was written since this was last asked, as packets. */
  const packets = async (): Promise<Packet[]> => {
    await soon();
    const found: Packet[] = [];
    const parser = mqttPacket.parser();
    parser.on('packet', (packet) => void found.push(packet));
    for (const bytes of connection.writes.splice(0)) parser.parse(bytes);
    return found;
  };
  const given = async () =>
    (await packets()).map((packet) =>
      packet.cmd === 'publish' ? [packet.topic, packet.qos, packet.messageId] : [packet.cmd],
    );
  return { outlet, connection, onClosed, acknowledge, packets, given };
}

describe('a User', () => {
  it('is given nothing before it subscribed, and nothing after it unsubscribed', async () => {
    const { outlet, given } = outletWith();
    outlet.give('before', PAYLOAD);
    outlet.subscribe(0);
    outlet.give('meanwhile', PAYLOAD);
    outlet.unsubscribe();
    outlet.give('after', PAYLOAD);
    expect(await given()).toEqual([['meanwhile', 0, undefined]]);
  });

  it.each<[Qos, number[]]>([
    [1, [1, 2]],
    [2, [1, 2]],
  ])('is given each message with QoS %i and a packet id of its own', async (qos, ids) => {
    const { outlet, given } = outletWith(qos);
    for (const topic of ['a', 'b']) outlet.give(topic, PAYLOAD);
    expect(await given()).toEqual([
      ['a', qos, ids[0]],
      ['b', qos, ids[1]],
    ]);
  });

  it('is given the first message at once, and all others of the same millisecond in one write', async () => {
    const { outlet, connection } = outletWith(1);
    for (let n = 0; n < 100; n++) outlet.give('t', PAYLOAD);
    expect(connection.writes).toHaveLength(1);
    await soon();
    expect(connection.writes).toHaveLength(2);
  });

  it('that asks for QoS 2 has its PUBREC answered as often as it comes, and its id free after PUBCOMP', async () => {
    const { outlet, acknowledge, packets } = outletWith(2);
    outlet.give('t', PAYLOAD);
    await packets();
    acknowledge('pubrec', 1);
    acknowledge('pubrec', 1);
    acknowledge('pubcomp', 1);
    const answers = (await packets()).map(({ cmd, messageId }) => [cmd, messageId]);
    expect(answers).toEqual([
      ['pubrel', 1],
      ['pubrel', 1],
    ]);
  });

  it('leaves everything that is no acknowledgement to others', () => {
    const { outlet } = outletWith(1);
    for (const packet of [{ cmd: 'pingreq' }, { cmd: 'disconnect' }, { cmd: 'pubrel', messageId: 1 }])
      expect(outlet.take(bytesOf(packet))).toBe(false);
    expect(outlet.take(Buffer.from([0x40, 3, 0, 1, 0]))).toBe(false);
    expect(outlet.take(Buffer.from([0x41, 2, 0, 1]))).toBe(false);
  });
});

describe('a User that acknowledges nothing', () => {
  it.each<Qos>([1, 2])('of QoS %i has what is beyond 65535 wait, and is given it in order', async (qos) => {
    const { outlet, connection, acknowledge, packets, given } = outletWith(qos);
    for (let n = 0; n < ALL_IDS; n++) outlet.give('t', PAYLOAD);
    for (const topic of ['first', 'second', 'third']) outlet.give(topic, PAYLOAD);
    expect(await packets()).toHaveLength(ALL_IDS);
    expect(outlet.backlogBytes).toBe('first'.length + 'second'.length + 'third'.length + 3);
    const done = qos === 1 ? 'puback' : 'pubcomp';
    acknowledge(done, 30_000);
    expect(await given()).toEqual([['first', qos, 30_000]]);
    acknowledge(done, 5);
    acknowledge(done, 6);
    expect(await given()).toEqual([
      ['second', qos, 5],
      ['third', qos, 6],
    ]);
    expect([outlet.backlogBytes, connection.destroyed]).toEqual([0, false]);
  });

  it('gets nothing for an acknowledgement of what it was not given', async () => {
    const { outlet, acknowledge, packets, given } = outletWith(1);
    for (let n = 0; n < ALL_IDS; n++) outlet.give('t', PAYLOAD);
    acknowledge('puback', 9);
    outlet.give('t', PAYLOAD);
    outlet.give('waits', PAYLOAD);
    await packets();
    acknowledge('puback', 0);
    expect(await given()).toEqual([]);
    acknowledge('puback', 9);
    acknowledge('puback', 9);
    expect(await given()).toEqual([['waits', 1, 9]]);
  });

  it('is still given what waited, as it was promised, when it changes its subscription', async () => {
    const { outlet, acknowledge, packets, given } = outletWith(1);
    for (let n = 0; n < ALL_IDS; n++) outlet.give('t', PAYLOAD);
    for (const topic of ['first', 'second']) outlet.give(topic, PAYLOAD);
    await packets();
    outlet.subscribe(0);
    outlet.give('at once', PAYLOAD);
    acknowledge('puback', 1);
    outlet.unsubscribe();
    acknowledge('puback', 2);
    expect(await given()).toEqual([
      ['at once', 0, undefined],
      ['first', 1, 1],
      ['second', 1, 2],
    ]);
  });

  it('is cut off by what waits alone, however fast it reads', async () => {
    const { outlet, connection, onClosed, packets } = outletWith(1);
    for (let n = 0; n < ALL_IDS; n++) outlet.give('t', PAYLOAD);
    await packets();
    const payload = Buffer.alloc(MAX_USER_BACKLOG_BYTES / 4);
    for (let n = 0; n < 3; n++) outlet.give('t', payload);
    await soon();
    expect(connection.destroyed).toBe(false);
    outlet.give('t', payload);
    await soon();
    expect([connection.endedBy, onClosed.mock.calls]).toMatchObject([TOO_SLOW, [[]]]);
  });
});

describe('a User that reads nothing', () => {
  it('is cut off when it is further behind than it may be, and not before', async () => {
    const { outlet, connection, onClosed } = outletWith(0);
    connection.backlogBytes = MAX_USER_BACKLOG_BYTES;
    outlet.give('t', PAYLOAD);
    await soon();
    expect([connection.destroyed, onClosed.mock.calls]).toEqual([false, []]);
    connection.backlogBytes++;
    outlet.give('t', PAYLOAD);
    await soon();
    expect([connection.endedBy, onClosed.mock.calls]).toMatchObject([TOO_SLOW, [[]]]);
  });

  it('is cut off when it does not even read the answers to what it sends', () => {
    const { connection, onClosed, acknowledge } = outletWith();
    connection.backlogBytes = MAX_USER_BACKLOG_BYTES + 1;
    acknowledge('pubrec', 1);
    expect([connection.endedBy, onClosed.mock.calls]).toMatchObject([TOO_SLOW, [[]]]);
  });

  it('and goes by itself is given nothing more', async () => {
    const { outlet, connection, onClosed } = outletWith(1);
    outlet.give('t', PAYLOAD);
    connection.destroy();
    outlet.give('t', PAYLOAD);
    await soon();
    expect(onClosed).toHaveBeenCalledOnce();
    expect(connection.writes).toHaveLength(1);
  });
});
