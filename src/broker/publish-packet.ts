// A message in, the bytes of an MQTT PUBLISH out (MQTT 3.1.1 section 3.3): in one piece, neither duplicate nor
// retained. Written by hand because it is written once per delivery; mqtt-packet, which tests hold it to, takes longer.

import type { Qos } from '../domain/qos.ts';

const PUBLISH = 0x30;
const CONTINUES = 0x80;

/** The packet. The topic is ASCII; the packet id counts only with QoS 1 and 2. */
export function publishPacket(topic: string, payload: Buffer, qos: Qos, packetId: number): Buffer {
  const length = 2 + topic.length + (qos === 0 ? 0 : 2) + payload.length;
  const packet = Buffer.allocUnsafe(1 + lengthBytes(length) + length);
  packet[0] = PUBLISH | (qos << 1);
  let at = 1;
  for (let rest = length; ; ) {
    const low = rest % CONTINUES;
    rest = (rest - low) / CONTINUES;
    packet[at++] = rest > 0 ? low | CONTINUES : low;
    if (rest === 0) break;
  }
  packet[at++] = topic.length >> 8;
  packet[at++] = topic.length & 0xff;
  at += packet.write(topic, at, 'latin1');
  if (qos > 0) {
    packet[at++] = packetId >> 8;
    packet[at++] = packetId & 0xff;
  }
  packet.set(payload, at);
  return packet;
}

/** How many bytes a length takes, seven bits in each (section 2.2.3). */
function lengthBytes(length: number): number {
  let bytes = 1;
  for (let bound = CONTINUES; length >= bound; bound *= CONTINUES) bytes++;
  return bytes;
}
