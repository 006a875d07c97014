// MQTT 3.1.1's control packets that a client sends or receives, by the number in the upper half of their first byte
// (section 2.2.1), and the short packets that are nothing but a type and a packet id.

import { PeerFault } from './frame-reader.ts';

/** Broker: you are taken, or not. */
export const CONNACK = 2;
/** Either: a message. */
export const PUBLISH = 3;
/** Answers a message of QoS 1. */
export const PUBACK = 4;
/** Answers a message of QoS 2: I have it. */
export const PUBREC = 5;
/** Answers PUBREC: then give it on. */
export const PUBREL = 6;
/** Answers PUBREL: done. */
export const PUBCOMP = 7;
/** Broker: what became of a subscription. */
export const SUBACK = 9;
/** Broker: I am there. */
export const PINGRESP = 13;

/** A packet that answers another: PUBACK, PUBREC, PUBREL or PUBCOMP. */
export function answerFrame(type: number, id: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes[0] = firstByteOf(type);
  bytes[1] = 2;
  bytes.writeUInt16BE(id, 2);
  return bytes;
}

/**
 * The packet id that such a packet answers.
 * @throws PeerFault when it is not as long, or not marked, as it must be.
 */
export function idAnswered(bytes: Buffer, at: number, body: number, end: number): number {
  const first = bytes[at]!;
  const id = end - body === 2 ? bytes.readUInt16BE(body) : 0;
  if (first !== firstByteOf(first >> 4) || id === 0) throw new PeerFault('an answer is malformed');
  return id;
}

/** PUBREL alone carries a flag (section 2.2.2). */
function firstByteOf(type: number): number {
  return (type << 4) | (type === PUBREL ? 2 : 0);
}
