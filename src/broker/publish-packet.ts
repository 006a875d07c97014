// A message to a User in, the bytes of an MQTT PUBLISH out, with its packet id set (MQTT 3.1.1 section 3.3). Neither
// duplicate nor retained; nothing is sent again on a connection of a User.

import type { Qos } from '../domain/qos.ts';
import { publishFrame } from '../wire/publish-frame.ts';

/** The packet. The packet id counts only with QoS 1 and 2. */
export function publishPacket(topic: string, payload: Buffer, qos: Qos, packetId: number): Buffer {
  const packet = publishFrame(topic, payload, qos);
  if (qos !== 0) packet.writeUInt16BE(packetId, packet.length - payload.length - 2);
  return packet;
}
