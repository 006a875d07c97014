// Packets of every kind a client may send, as mqtt-packet writes them, and ways to cut bytes into pieces.

import fc from 'fast-check';
import mqttPacket, { type Packet } from 'mqtt-packet';

const id = fc.integer({ min: 1, max: 65_535 });
const topic = fc.string({ minLength: 1, maxLength: 40 });
const qos = fc.constantFrom(0, 1, 2);
const withoutBody = fc.constantFrom<Packet>({ cmd: 'pingreq' }, { cmd: 'disconnect' });

const publish = fc
  .record({ topic, qos, dup: fc.boolean(), messageId: id, payload: fc.uint8Array({ maxLength: 400 }) })
  .map(({ payload, dup, ...parts }) => ({
    cmd: 'publish',
    retain: false,
    dup: dup && parts.qos > 0,
    payload: Buffer.from(payload),
    ...parts,
  }));

const acknowledgement = fc.record({
  cmd: fc.constantFrom('puback', 'pubrec', 'pubrel', 'pubcomp'),
  messageId: id,
});

const subscribe = fc.record({
  cmd: fc.constant('subscribe'),
  messageId: id,
  subscriptions: fc.array(fc.record({ topic, qos }), { minLength: 1, maxLength: 4 }),
});

const connect = fc
  .record({
    level: fc.constantFrom(['MQTT', 4] as const, ['MQIsdp', 3] as const),
    clientId: fc.stringMatching(/^[a-z0-9-]{1,23}$/),
    keepalive: fc.integer({ min: 0, max: 65_535 }),
    will: fc.option(fc.record({ topic, payload: topic.map((text) => Buffer.from(text)), qos }), {
      nil: undefined,
    }),
    username: fc.option(topic, { nil: undefined }),
  })
  .map(({ level: [protocolId, protocolVersion], will, username, ...parts }) => ({
    cmd: 'connect',
    protocolId,
    protocolVersion,
    clean: true,
    ...parts,
    ...(will ? { will: { ...will, retain: false } } : {}),
    ...(username ? { username, password: Buffer.from('secret') } : {}),
  }));

/** The bytes of a packet as mqtt-packet writes them. */
export const bytesOf = (packet: object): Buffer => mqttPacket.generate(packet as Packet);

/** A CONNECT, as an object. */
export const anyConnect = connect;

/** The bytes of any one packet. */
export const anyPacket: fc.Arbitrary<Buffer> = fc
  .oneof(publish, publish, acknowledgement, subscribe, connect, withoutBody)
  .map(bytesOf);

/** Cuts bytes wherever the numbers say, in pieces of 1 to 1,000 bytes. */
export function* cut(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  for (let at = 0, nth = 0; at < bytes.length; nth++) {
    const size = sizes[nth % sizes.length]!;
    yield Buffer.from(bytes.subarray(at, at + size));
    at += size;
  }
}
