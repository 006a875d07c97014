// A PUBLISH packet as bytes (MQTT 3.1.1 section 3.3): topic and payload in, one buffer out. Written by hand because a
// storm is made of them; what is written is byte for byte what mqtt-packet would write.

import type { Qos } from '../domain/qos.ts';

const PUBLISH = 0x30;
const DUP = 0x08;
const LONGEST_TOPIC = 0xffff;
const LONGEST_REST = 0x0fff_ffff;

/**
 * Writes a message; at QoS 1 and 2 with packet id 0 in the two bytes before the payload, to be set before it is sent.
 * @throws RangeError when topic or message are longer than MQTT can say.
 */
export function publishFrame(topic: string, payload: Uint8Array, qos: Qos): Buffer {
  const topicLength = Buffer.byteLength(topic);
  const rest = 2 + topicLength + (qos === 0 ? 0 : 2) + payload.length;
  if (topicLength > LONGEST_TOPIC || rest > LONGEST_REST)
    throw new RangeError('the message is too long for MQTT');
  const lengthBytes = rest < 0x80 ? 1 : rest < 0x4000 ? 2 : rest < 0x20_0000 ? 3 : 4;
  const bytes = Buffer.allocUnsafe(1 + lengthBytes + rest);
  bytes[0] = PUBLISH | (qos << 1);
  let at = 1;
  for (let left = rest; at <= lengthBytes; left >>>= 7) bytes[at++] = left < 0x80 ? left : left | 0x80;
  at = bytes.writeUInt16BE(topicLength, at);
  at += bytes.write(topic, at, topicLength === topic.length ? 'latin1' : 'utf8');
  if (qos !== 0) at = bytes.writeUInt16BE(0, at);
  bytes.set(payload, at);
  return bytes;
}

/** Says of a message written before that it is sent again (section 3.3.1.1). */
export function markAsDuplicate(bytes: Buffer): void {
  bytes[0]! |= DUP;
}
