// The receiving end of a connection: every PUBLISH is told of and, at QoS 1, acknowledged; all acknowledgements of one read
// go out in one write. Other packets are left to whoever cares.

import type { Socket } from 'node:net';
import { type OnPacket, PACKET, PUBACK_BYTES, packetReader, writePuback } from './mqtt-frames.ts';

const QOS = 0b110;

/** Reads a socket from now on. */
export function acknowledge(socket: Socket, onPublish: () => void, onOther: OnPacket = () => {}): void {
  let ids: number[] = [];
  const read = packetReader((first, bytes, at) => {
    if (first >> 4 !== PACKET.publish) {
      onOther(first, bytes, at);
      return;
    }
    onPublish();
    if (first & QOS) ids.push(bytes.readUInt16BE(at + 2 + bytes.readUInt16BE(at)));
  });
  socket.on('data', (bytes) => {
    read(bytes);
    if (ids.length === 0) return;
    const acknowledgements = Buffer.allocUnsafe(ids.length * PUBACK_BYTES);
    for (const [n, id] of ids.entries()) writePuback(acknowledgements, n * PUBACK_BYTES, id);
    ids = [];
    socket.write(acknowledgements);
  });
}
