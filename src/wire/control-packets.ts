// The packets that are rare, by mqtt-packet: the only file that knows it. Bytes in, meanings out, and the other way
// round. Nothing in here is on the path of an Alert.

import { generate, type Packet, parser } from 'mqtt-packet';
import type { Qos } from '../domain/qos.ts';
import { PeerFault } from './frame-reader.ts';

/** PINGREQ: are you there? */
export const PING = generate({ cmd: 'pingreq' });

/** DISCONNECT: this end is meant. */
export const GOODBYE = generate({ cmd: 'disconnect' });

/** CONNECT with a clean session. */
export function connectFrame(
  clientId: string,
  keepaliveS: number,
  username: string | undefined,
  password: string | undefined,
): Buffer {
  return generate({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clean: true,
    clientId,
    keepalive: keepaliveS,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password: Buffer.from(password) }),
  });
}

/** SUBSCRIBE to these filters, with a packet id to be set before it is sent. */
export function subscribeFrame(filters: ReadonlyMap<string, Qos>): Buffer {
  const subscriptions = Array.from(filters, ([topic, qos]) => ({ topic, qos }));
  return generate({ cmd: 'subscribe', messageId: 1, subscriptions });
}

/** Where the packet id of a SUBSCRIBE stands: behind the fixed header. */
export function subscribeIdAt(bytes: Buffer): number {
  return bytes.findIndex((byte, at) => at > 0 && byte < 0x80) + 1;
}

/**
 * Reads one whole packet.
 * @throws PeerFault when it is none.
 */
export function readPacket(bytes: Buffer): Packet {
  let read: Packet | undefined;
  let fault: Error | undefined;
  const reader = parser({ protocolVersion: 4 });
  reader.on('packet', (packet) => {
    read = packet;
  });
  reader.on('error', (error: Error) => {
    fault = error;
  });
  reader.parse(bytes);
  if (read === undefined || fault !== undefined)
    throw new PeerFault(fault?.message ?? 'a packet is cut short');
  return read;
}
