// One list of situations for both clients, against a peer that records every packet: what the reference does with a
// connection, the fast client does, too. Where they differ, the test says in what and why.

import { once } from 'node:events';
import { generate, type Packet } from 'mqtt-packet';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Qos } from '../../src/domain/qos.ts';
import { loadMqttClient, MQTT_CLIENTS } from '../../src/wire/mqtt-client.ts';
import type { MessageFacts, MqttConnection, MqttConnectionOptions } from '../../src/wire/mqtt-connection.ts';
import { type Manners, type PeerConnection, ScriptedPeer, welcoming } from './scripted-peer.ts';

/** The type of the first record of TLS. */
const TLS_HANDSHAKE = 22;

const TOPIC = 'devices/A/alerts/81C3';

interface Heard {
  readonly topic: string;
  readonly text: string;
  readonly facts: MessageFacts;
}

// Side by side: each has a peer of its own, and most of the time is spent in waiting for a connection to be made anew.
describe.concurrent.each(MQTT_CLIENTS)('the client %s', (name) => {
  const closers: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });

  const peerWith = async (manners: Manners = welcoming): Promise<ScriptedPeer> => {
    const peer = await new ScriptedPeer(manners).listen();
    closers.push(() => peer.close());
    return peer;
  };

  const open = async (
    peer: { readonly port: number },
    options: Partial<MqttConnectionOptions> = {},
  ): Promise<MqttConnection> => {
    const openConnection = await loadMqttClient(name);
    const connection = await openConnection({
      host: '127.0.0.1',
      port: peer.port,
      clientId: 'A',
      ...options,
    });
    closers.push(() => connection.close().catch(() => {}));
    return connection;
  };

  /** A connection that stands, what it hears, and the peer's end of it. */
  const stand = async (manners: Manners = welcoming, options: Partial<MqttConnectionOptions> = {}) => {
    const peer = await peerWith(manners);
    const told: string[] = [];
    const heard: Heard[] = [];
    let wake = (): void => {};
    const connection = await open(peer, {
      onMessage: (topic, payload, facts) => {
        heard.push({ topic, text: payload.toString(), facts });
        wake();
      },
      onLost: () => told.push('lost'),
      onReconnect: () => told.push('reconnect'),
      onRestored: () => {
        told.push('restored');
        wake();
      },
      ...options,
    });
    const until = async (holds: () => boolean): Promise<void> => {
      while (!holds()) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    };
    return { peer, connection, told, heard, until, at: await peer.connection(0) };
  };

  /** Publishes; settles when the message is fulfilled. */
  const publish = (connection: MqttConnection, text: string, qos: Qos, ticket = 0): Promise<number> =>
    new Promise((resolve, reject) => {
      connection.publish(
        TOPIC,
        Buffer.from(text),
        qos,
        (error, of) => (error ? reject(error) : resolve(of)),
        ticket,
      );
    });

  /** Publishes what nobody will wait for. */
  const publishAll = (connection: MqttConnection, texts: readonly string[], qos: Qos) =>
    texts.map((text) =>
      publish(connection, text, qos).then(
        () => 'fulfilled',
        () => 'given up',
      ),
    );

  const textsOf = (packets: readonly Packet[]): string[] =>
    packets.map((packet) => (packet.cmd === 'publish' ? packet.payload.toString() : packet.cmd));

  const idsOf = (packets: readonly Packet[]): number[] => packets.map(({ messageId }) => messageId!);

  const answering: Manners = (packet, connection) => {
    welcoming(packet, connection);
    const { messageId } = packet;
    if (messageId === undefined) return;
    if (packet.cmd === 'publish') connection.send({ cmd: packet.qos === 1 ? 'puback' : 'pubrec', messageId });
    if (packet.cmd === 'pubrel') connection.send({ cmd: 'pubcomp', messageId });
  };

  describe('opening', () => {
    it('asks for a clean session of MQTT 3.1.1 with 60 s of keep-alive', async () => {
      const { at } = await stand();
      expect(at.packets).toMatchObject([
        { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: 60, clientId: 'A' },
      ]);
      expect(at.packets[0]).not.toHaveProperty('username');
    });

    it('gives user name and password', async () => {
      const { at } = await stand(welcoming, { username: 'ü', password: 'pass' });
      expect(at.packets[0]).toMatchObject({ username: 'ü', password: Buffer.from('pass') });
    });

    it.each([
      [1, 'Unacceptable protocol version'],
      [2, 'Identifier rejected'],
      [3, 'Server unavailable'],
      [4, 'Bad username or password'],
      [5, 'Not authorized'],
    ])('is refused with CONNACK %i: %s', async (returnCode, words) => {
      const peer = await peerWith((_, connection) =>
        connection.send({ cmd: 'connack', returnCode, sessionPresent: false }),
      );
      await expect(open(peer)).rejects.toThrow(`Connection refused: ${words}`);
      const at = await peer.connection(0);
      await at.until(() => at.closed);
      // It is not tried again.
      if (returnCode === 5) await passed(700);
      expect(peer.connections.length).toBe(1);
    });

    it('fails when nobody listens, with the error of the socket', async () => {
      const peer = await peerWith();
      const { port } = peer;
      await peer.close();
      await expect(open({ port })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    });

    it('fails when the peer closes during CONNECT', async () => {
      const peer = await peerWith((_, { socket }) => socket.end());
      await expect(open(peer)).rejects.toThrow('the connection was closed before it was accepted');
    });

    it('fails when the peer says nothing for as long as it may take', async () => {
      const peer = await peerWith(() => {});
      await expect(open(peer, { connectTimeoutMs: 200 })).rejects.toThrow('connack timeout');
      const at = await peer.connection(0);
      await at.until(() => at.closed);
    });

    it('over TLS says nothing before it trusts the peer', async () => {
      const peer = await peerWith();
      const opening = open(peer, { tls: true });
      const at = await peer.connection(0);
      const [hello] = (await once(at.socket, 'data')) as [Buffer];
      expect(hello[0]).toBe(TLS_HANDSHAKE);
      at.socket.destroy();
      await expect(opening).rejects.toThrow();
      expect(at.packets).toEqual([]);
    });
  });

  describe('publishing', () => {
    it('at QoS 0 is fulfilled when it is written, and nothing answers', async () => {
      const { connection, at } = await stand();
      expect(await publish(connection, 'one', 0, 17)).toBe(17);
      expect(await at.heard('publish')).toMatchObject([
        { topic: TOPIC, qos: 0, dup: false, retain: false, payload: Buffer.from('one') },
      ]);
    });

    it('at QoS 1 is fulfilled by PUBACK, each by its own, in any order', async () => {
      const { connection, at } = await stand();
      const fulfilled: string[] = [];
      for (const text of ['a', 'b', 'c']) void publish(connection, text, 1).then(() => fulfilled.push(text));
      const sent = await at.heard('publish', 3);
      expect(textsOf(sent)).toEqual(['a', 'b', 'c']);
      expect(new Set(idsOf(sent)).size).toBe(3);
      expect(fulfilled).toEqual([]);
      const [a, b, c] = idsOf(sent);
      at.send(...[b, c, a].map((messageId) => ({ cmd: 'puback', messageId: messageId! }) as const));
      await publish(connection, 'end', 0);
      await vi.waitFor(() => expect(fulfilled).toHaveLength(3));
      expect(fulfilled).toEqual(['b', 'c', 'a']);
    });

    it('at QoS 2 is fulfilled by PUBCOMP, after PUBREC was answered with PUBREL', async () => {
      const { connection, at } = await stand();
      let fulfilled = false;
      const done = publish(connection, 'x', 2).then(() => {
        fulfilled = true;
      });
      const messageId = await firstId(at);
      at.send({ cmd: 'pubrec', messageId });
      expect(await at.heard('pubrel')).toMatchObject([{ messageId }]);
      expect(fulfilled).toBe(false);
      at.send({ cmd: 'pubcomp', messageId });
      await done;
    });

    it('answers a second PUBREC with a second PUBREL', async () => {
      const { connection, at } = await stand();
      const done = publish(connection, 'x', 2);
      const messageId = await firstId(at);
      at.send({ cmd: 'pubrec', messageId }, { cmd: 'pubrec', messageId });
      await at.heard('pubrel', 2);
      at.send({ cmd: 'pubcomp', messageId });
      await done;
    });

    it('ignores answers to what nobody sent', async () => {
      const { connection, at, told } = await stand();
      at.send(
        { cmd: 'puback', messageId: 9 },
        { cmd: 'pubrec', messageId: 9 },
        { cmd: 'pubcomp', messageId: 9 },
      );
      at.send({ cmd: 'pingresp' });
      const done = publish(connection, 'x', 1);
      const messageId = await firstId(at);
      at.send({ cmd: 'puback', messageId }, { cmd: 'puback', messageId });
      await done;
      expect([told, at.all('pubrel')]).toEqual([[], []]);
    });

    it('keeps the order of qualities mixed, and writes what one turn publishes together', async () => {
      const { connection, at } = await stand(answering);
      const texts = Array.from({ length: 30 }, (_, n) => String(n));
      await Promise.all(texts.map((text, n) => publish(connection, text, (n % 3) as Qos)));
      expect(textsOf(at.all('publish'))).toEqual(texts);
    });

    it('gives every message an id that no other in flight has, over the wrap at 65,535', async () => {
      const taken = new Set<number>();
      const twice: number[] = [];
      const { connection } = await stand((packet, peer) => {
        welcoming(packet, peer);
        if (packet.cmd !== 'publish') return;
        const messageId = packet.messageId!;
        if (taken.has(messageId) || messageId < 1) twice.push(messageId);
        taken.add(messageId);
        if (taken.size < 3_000) return;
        for (const id of taken) peer.send({ cmd: 'puback', messageId: id });
        taken.clear();
      });
      for (let round = 0; round < 23; round++) {
        await Promise.all(Array.from({ length: 3_000 }, () => publish(connection, '', 1)));
      }
      expect(twice).toEqual([]);
    });

    it('says how many bytes wait for the network, and sends them when it takes them', async () => {
      const { connection, at } = await stand(answering);
      expect(connection.backlog).toBe(0);
      at.socket.pause();
      const large = 'x'.repeat(1_000_000);
      const done = Promise.all(Array.from({ length: 20 }, () => publish(connection, large, 1)));
      await passed(100);
      expect(connection.backlog).toBeGreaterThan(1_000_000);
      at.socket.resume();
      await done;
      expect(connection.backlog).toBe(0);
    });
  });

  describe('a lost connection', () => {
    it('is made again, and says so', async () => {
      const { peer, told, at, until } = await stand();
      at.socket.destroy();
      const next = await peer.connection(1);
      expect(await next.heard('connect')).toMatchObject([{ clean: true, clientId: 'A' }]);
      await until(() => told.includes('restored'));
      expect(told).toEqual(['lost', 'reconnect', 'restored']);
    });

    it('is tried again and again, also after a refusal', async () => {
      let attempts = 0;
      const { told, at, until } = await stand((packet, peer) => {
        if (packet.cmd !== 'connect') return;
        attempts++;
        if (attempts === 2) peer.socket.destroy();
        else peer.send({ cmd: 'connack', returnCode: attempts === 3 ? 3 : 0, sessionPresent: false });
      });
      at.socket.destroy();
      await until(() => told.includes('restored'));
      expect(attempts).toBe(4);
      expect(told).toEqual(['lost', 'reconnect', 'lost', 'reconnect', 'lost', 'reconnect', 'restored']);
    });

    it('has its messages sent again: same ids, same order, DUP set; but not what was acknowledged', async () => {
      const { peer, connection, at } = await stand();
      const results = publishAll(connection, ['a', 'b', 'c', 'd'], 1);
      const sent = await at.heard('publish', 4);
      const ids = idsOf(sent);
      expect(sent.map(({ dup }) => dup)).toEqual([false, false, false, false]);
      at.send({ cmd: 'puback', messageId: ids[1]! });
      await results[1];
      peer.manners = answering;
      at.socket.destroy();
      const next = await peer.connection(1);
      const again = await next.heard('publish', 3);
      expect(textsOf(again)).toEqual(['a', 'c', 'd']);
      expect(idsOf(again)).toEqual([ids[0], ids[2], ids[3]]);
      expect(again.map(({ dup }) => dup)).toEqual([true, true, true]);
      expect(await Promise.all(results)).toEqual(Array(4).fill('fulfilled'));
    });

    it('goes on with PUBREL where PUBREC had come, and with PUBLISH where it had not', async () => {
      const { peer, connection, at } = await stand();
      const results = publishAll(connection, ['a', 'b'], 2);
      const ids = idsOf(await at.heard('publish', 2));
      at.send({ cmd: 'pubrec', messageId: ids[0]! });
      await at.heard('pubrel');
      peer.manners = answering;
      at.socket.destroy();
      const next = await peer.connection(1);
      expect(await Promise.all(results)).toEqual(['fulfilled', 'fulfilled']);
      expect(next.packets.map(({ cmd, messageId }) => [cmd, messageId])).toEqual([
        ['connect', undefined],
        ['pubrel', ids[0]],
        ['publish', ids[1]],
        ['pubrel', ids[1]],
      ]);
      expect(next.all('publish')[0]!.dup).toBe(true);
    });

    it('has its subscriptions made again, before anything is sent again', async () => {
      const { peer, connection, at, heard, until } = await stand();
      await connection.subscribe('one/#', 1);
      await connection.subscribe('two', 2);
      const results = publishAll(connection, ['a'], 1);
      await at.heard('publish');
      peer.manners = answering;
      at.socket.destroy();
      const next = await peer.connection(1);
      await Promise.all(results);
      await next.heard('subscribe');
      const packets = next.packets.slice(1);
      // mqtt.js first has everything acknowledged that it sends again; a User would miss what comes meanwhile.
      const [asked, again] = name === 'fast' ? packets : packets.toReversed();
      expect(asked).toMatchObject({
        cmd: 'subscribe',
        subscriptions: [
          { topic: 'one/#', qos: 1 },
          { topic: 'two', qos: 2 },
        ],
      });
      expect(again).toMatchObject({ cmd: 'publish' });
      next.send({ cmd: 'publish', topic: 'two', payload: 'x', qos: 0, dup: false, retain: false });
      await until(() => heard.length > 0);
    });

    it('keeps what is published meanwhile, and sends it in order, not as a duplicate', async () => {
      const { peer, connection, at, told, until } = await stand();
      const [before] = publishAll(connection, ['before'], 1);
      await at.heard('publish');
      peer.manners = answering;
      at.socket.destroy();
      await until(() => true);
      while (!told.includes('lost')) await passed(5);
      const meanwhile = [
        publish(connection, 'm1', 1),
        publish(connection, 'm2', 1),
        publish(connection, 'm3', 2),
      ];
      const next = await peer.connection(1);
      await Promise.all([before, ...meanwhile]);
      const sent = next.all('publish');
      expect(textsOf(sent)).toEqual(['before', 'm1', 'm2', 'm3']);
      // mqtt.js puts what is published meanwhile beside what was sent before, and marks nothing of it, either.
      expect(sent.map(({ dup }) => dup)).toEqual([true, false, false, false]);
    });

    it('rejects a subscription that was not answered', async () => {
      const { connection, at } = await stand((packet, peer) => {
        if (packet.cmd === 'connect') welcoming(packet, peer);
      });
      const subscribing = connection.subscribe('x', 1);
      await at.heard('subscribe');
      at.socket.destroy();
      await expect(subscribing).rejects.toThrow();
    });
  });

  describe('a silent peer', () => {
    it('is asked whether it is there, only when nothing was sent for that long, and is kept when it is', async () => {
      const { connection, at, told } = await stand(
        (packet, peer) => {
          answering(packet, peer);
          if (packet.cmd === 'pingreq') peer.send({ cmd: 'pingresp' });
        },
        { keepaliveS: 2 },
      );
      for (let n = 0; n < 9; n++) {
        await publish(connection, String(n), 1);
        await passed(250);
      }
      expect(at.all('pingreq')).toEqual([]);
      await at.heard('pingreq');
      await passed(1_500);
      expect(told).toEqual([]);
    });

    it('that does not answer is given up, and the connection made anew', async () => {
      const { peer, told, at, until } = await stand(welcoming, { keepaliveS: 1 });
      await at.heard('pingreq');
      await peer.connection(1);
      await until(() => told.includes('restored'));
      expect(told.slice(0, 3)).toEqual(['lost', 'reconnect', 'restored']);
    });
  });

  describe('listening', () => {
    const message = (text: string, qos: Qos, messageId?: number, dup = false): Packet => ({
      cmd: 'publish',
      topic: 'users/ü',
      payload: text,
      qos,
      dup,
      retain: false,
      ...(messageId === undefined ? {} : { messageId }),
    });

    it('subscribes, and rejects what is refused', async () => {
      const { connection, at } = await stand((packet, peer) => {
        if (packet.cmd !== 'subscribe') return welcoming(packet, peer);
        const granted = packet.subscriptions.map(({ topic, qos }) => (topic === 'no' ? 128 : qos));
        peer.send({ cmd: 'suback', messageId: packet.messageId!, granted });
      });
      await connection.subscribe('yes', 2);
      await expect(connection.subscribe('no', 1)).rejects.toThrow('Subscribe error');
      expect(at.all('subscribe').map(({ subscriptions }) => subscriptions)).toMatchObject([
        [{ topic: 'yes', qos: 2 }],
        [{ topic: 'no', qos: 1 }],
      ]);
    });

    it('hears messages with their facts, and acknowledges those of QoS 1', async () => {
      const { at, heard, until } = await stand();
      at.send(
        message('zero', 0),
        { ...message('one', 1, 7, true), retain: true } as Packet,
        message('', 1, 8),
      );
      await until(() => heard.length === 3);
      expect(heard).toEqual([
        { topic: 'users/ü', text: 'zero', facts: { dup: false, retained: false } },
        { topic: 'users/ü', text: 'one', facts: { dup: true, retained: true } },
        { topic: 'users/ü', text: '', facts: { dup: false, retained: false } },
      ]);
      expect(idsOf(await at.heard('puback', 2))).toEqual([7, 8]);
    });

    it('hears a message of QoS 2 once, when it is released, however often it comes', async () => {
      const { at, heard, until } = await stand();
      at.send(message('x', 2, 5), message('x', 2, 5, true));
      expect(idsOf(await at.heard('pubrec', 2))).toEqual([5, 5]);
      expect(heard).toEqual([]);
      at.send({ cmd: 'pubrel', messageId: 5 });
      await until(() => heard.length > 0);
      at.send({ cmd: 'pubrel', messageId: 5 });
      expect(idsOf(await at.heard('pubcomp', 2))).toEqual([5, 5]);
      expect(heard.map(({ text }) => text)).toEqual(['x']);
      at.send(message('y', 2, 5), { cmd: 'pubrel', messageId: 5 });
      await until(() => heard.length === 2);
      expect(heard.map(({ text }) => text)).toEqual(['x', 'y']);
    });

    it('takes an id of the connection before for a new message', async () => {
      const { peer, at, heard, until } = await stand();
      at.send(message('old', 2, 5));
      await at.heard('pubrec');
      at.socket.destroy();
      const next = await peer.connection(1);
      await next.heard('connect');
      next.send(message('new', 2, 5), { cmd: 'pubrel', messageId: 5 });
      await until(() => heard.length > 0);
      expect(heard.map(({ text }) => text)).toEqual(['new']);
    });

    it('reads frames however the network cuts them', async () => {
      const { at, heard, until } = await stand();
      const packets = [message('zero', 0), message('x'.repeat(200), 1, 300), { cmd: 'pingresp' } as const];
      const bytes = Buffer.concat(packets.map((packet) => generate(packet)));
      at.socket.setNoDelay(true);
      for (let cut = 1; cut < bytes.length; cut++) {
        at.socket.write(bytes.subarray(0, cut));
        await passed(cut % 16 === 0 ? 1 : 0);
        at.socket.write(bytes.subarray(cut));
      }
      for (const byte of bytes) {
        at.socket.write(Buffer.from([byte]));
        await passed(0);
      }
      await until(() => heard.length === 2 * bytes.length);
      expect(new Set(heard.map(({ text }) => text))).toEqual(new Set(['zero', 'x'.repeat(200)]));
    });

    it('reads many frames in one chunk, and one frame in many chunks', async () => {
      const { at, heard, until } = await stand();
      at.send(...Array.from({ length: 5_000 }, (_, n) => message(String(n), 1, n + 1)));
      await until(() => heard.length === 5_000);
      expect(heard.map(({ text }) => Number(text))).toEqual([...Array(5_000).keys()]);
      expect(idsOf(await at.heard('puback', 5_000))).toEqual(Array.from({ length: 5_000 }, (_, n) => n + 1));
      const large = 'x'.repeat(3_000_000);
      at.send(message(large, 0), message('after', 0));
      await until(() => heard.length === 5_002);
      expect([heard[5_000]!.text === large, heard[5_001]!.text]).toEqual([true, 'after']);
    });
  });

  describe('a peer that breaks the rules', () => {
    const connack = generate({ cmd: 'connack', returnCode: 0, sessionPresent: false });
    const publishAs = (first: number, ...body: number[]): Buffer =>
      Buffer.from([first, body.length, ...body]);

    // mqtt.js 5.16 goes on after most of these: it reports them as errors and reads on, or passes over them. What a peer
    // says after a packet that cannot be read means nothing (MQTT 3.1.1 section 4.8), so the fast client ends it.
    const broken: [what: string, bytes: Buffer][] = [
      ['a length that does not end', Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01])],
      ['the reserved type 0', Buffer.from([0x00, 0x00])],
      ['the reserved type 15', Buffer.from([0xf0, 0x00])],
      ['a CONNECT', generate({ cmd: 'connect', clientId: 'B', protocolId: 'MQTT', protocolVersion: 4 })],
      ['a second CONNACK', connack],
      ['a PINGREQ', Buffer.from([0xc0, 0x00])],
      ['a DISCONNECT', Buffer.from([0xe0, 0x00])],
      ['a PUBACK with a flag', Buffer.from([0x41, 0x02, 0x00, 0x01])],
      ['a PUBACK that is too long', Buffer.from([0x40, 0x03, 0x00, 0x01, 0x00])],
      ['a PUBACK without an id', Buffer.from([0x40, 0x00])],
      ['a PUBREL without its flag', Buffer.from([0x60, 0x02, 0x00, 0x01])],
      ['a message of QoS 3', publishAs(0x36, 0, 1, 97, 0, 1)],
      ['a message whose topic is longer than itself', publishAs(0x30, 0, 9, 97)],
      ['a message without a topic', publishAs(0x30, 0)],
      ['a message of QoS 1 without an id', publishAs(0x32, 0, 1, 97)],
      ['a message of QoS 1 with id 0', publishAs(0x32, 0, 1, 97, 0, 0)],
      ['a SUBACK without a grant', Buffer.from([0x90, 0x02, 0x00, 0x01])],
      ['text', Buffer.from('HTTP/1.1 400 Bad Request\r\n'.repeat(5))],
    ];

    // There mqtt.js throws where nobody can catch it, and the process would end.
    const survivable = broken.filter(([what]) => name === 'fast' || !what.startsWith('a message of QoS 1'));

    it.each(survivable)(
      'by %s does no harm: the connection still works, or works again',
      async (_, bytes) => {
        const { peer, connection, at, told } = await stand();
        peer.manners = answering;
        at.socket.write(bytes);
        if (name === 'fast') await at.until(() => at.closed);
        else {
          await passed(50);
          // Where mqtt.js waits for the rest of what never comes, only its keep-alive would end that.
          at.socket.destroy();
        }
        await publish(connection, 'x', 1);
        expect(told.slice(0, 2)).toEqual(['lost', 'reconnect']);
      },
    );

    it('by an answer of the wrong kind keeps no message from being sent again', async () => {
      const { peer, connection, at } = await stand();
      const done = publish(connection, 'x', 1);
      const messageId = await firstId(at);
      at.send({ cmd: 'pubcomp', messageId });
      if (name === 'mqtt.js') {
        // mqtt.js takes any answer to a message as fulfilling it.
        await done;
        return;
      }
      peer.manners = answering;
      await done;
      expect((await peer.connection(1)).all('publish')[0]).toMatchObject({ dup: true, messageId });
    });

    it('by speaking before it took the client is refused', async () => {
      const peer = await peerWith((_, { socket }) => socket.write(Buffer.from('SSH-2.0-OpenSSH_9.2\r\n')));
      await expect(open(peer, { connectTimeoutMs: 300 })).rejects.toThrow();
      const at: PeerConnection = await peer.connection(0);
      await at.until(() => at.closed);
    });
  });

  describe('closing', () => {
    it('says DISCONNECT after what was written, and waits until the socket is closed', async () => {
      const { connection, at, told } = await stand();
      const written = publishAll(connection, ['a', 'b'], 0);
      await connection.close();
      await at.until(() => at.closed);
      expect(textsOf(at.packets)).toEqual(['connect', 'a', 'b', 'disconnect']);
      expect([await Promise.all(written), told]).toEqual([['fulfilled', 'fulfilled'], []]);
      await passed(600);
      expect(told).toEqual([]);
    });

    it('does not wait for acknowledgements, and says of each message without one that it was given up', async () => {
      const { connection, at } = await stand();
      const results = [...publishAll(connection, ['a'], 1), ...publishAll(connection, ['b'], 2)];
      await at.heard('publish', 2);
      await connection.close();
      expect(await Promise.all(results)).toEqual(['given up', 'given up']);
      await at.heard('disconnect');
    });

    it('between two connections ends the attempts, and says so of each message', async () => {
      const { peer, connection, at, told } = await stand();
      const results = publishAll(connection, ['a'], 1);
      await at.heard('publish');
      at.socket.destroy();
      while (!told.includes('lost')) await passed(5);
      await connection.close();
      await passed(700);
      expect([peer.connections.length, told]).toEqual([1, ['lost']]);
      expect(await Promise.all(results)).toEqual(['given up']);
    });

    it('while a connection is being made anew ends that', async () => {
      const { peer, connection, at } = await stand();
      peer.manners = () => {};
      at.socket.destroy();
      const next = await peer.connection(1);
      await next.heard('connect');
      await connection.close();
      await next.until(() => next.closed);
    });

    it('refuses what is published afterwards', async () => {
      const { connection } = await stand();
      await connection.close();
      await expect(publish(connection, 'late', 1)).rejects.toThrow();
      await connection.close();
    });
  });
});

const firstId = async (at: PeerConnection): Promise<number> => (await at.heard('publish'))[0]!.messageId!;

const passed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
