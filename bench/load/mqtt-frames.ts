// The few MQTT 3.1.1 packets that a load source and a sink need, as bytes. No session and no redelivery: what is measured
// with it is the other side.

/** Packet types, as they stand in the high half of the first byte (section 2.2.1). */
export const PACKET = {
  connect: 1,
  connack: 2,
  publish: 3,
  puback: 4,
  subscribe: 8,
  suback: 9,
  pingreq: 12,
} as const;

const PROTOCOL_LEVEL = 4;
const CLEAN_SESSION = 2;

/** CONNECT without keep-alive, a clean session. */
export function connectFrame(clientId: string): Buffer {
  const variable = Buffer.concat([text('MQTT'), Buffer.from([PROTOCOL_LEVEL, CLEAN_SESSION, 0, 0])]);
  return frame(PACKET.connect << 4, Buffer.concat([variable, text(clientId)]));
}

/** SUBSCRIBE to one filter. */
export function subscribeFrame(packetId: number, filter: string, qos: 0 | 1): Buffer {
  const id = Buffer.from([packetId >> 8, packetId & 0xff]);
  return frame((PACKET.subscribe << 4) | 2, Buffer.concat([id, text(filter), Buffer.from([qos])]));
}

/** Writes a PUBACK of this packet id. */
export function writePuback(to: Buffer, at: number, packetId: number): void {
  to.writeUInt32BE(((PACKET.puback << 28) | (2 << 16) | packetId) >>> 0, at);
}

/** Bytes of a PUBACK. */
export const PUBACK_BYTES = 4;

/** A frame: first byte, remaining length, the rest. */
export function frame(first: number, rest: Buffer): Buffer {
  const length: number[] = [];
  for (let left = rest.length; ; ) {
    const digit = left & 0x7f;
    left >>>= 7;
    length.push(left > 0 ? digit | 0x80 : digit);
    if (left === 0) break;
  }
  return Buffer.concat([Buffer.from([first, ...length]), rest]);
}

/** A string with its length before it (section 1.5.3). */
export function text(words: string): Buffer {
  const bytes = Buffer.from(words);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

/** Told of each packet: its first byte, and where its variable header begins in the bytes. */
export type OnPacket = (first: number, bytes: Buffer, at: number) => void;

/** Cuts a stream of bytes into packets; what is not whole yet waits for the rest. */
export function packetReader(onPacket: OnPacket): (bytes: Buffer) => void {
  let waiting: Buffer | null = null;
  return (bytes) => {
    const all = waiting ? Buffer.concat([waiting, bytes]) : bytes;
    const end = readPackets(all, onPacket);
    waiting = end < all.length ? all.subarray(end) : null;
  };
}

/** Reads whole packets; returns where the first that is not whole begins. */
function readPackets(bytes: Buffer, onPacket: OnPacket): number {
  let start = 0;
  for (;;) {
    let at = start + 1;
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= bytes.length) return start;
      const digit = bytes[at++]!;
      length |= (digit & 0x7f) << shift;
      if (digit < 0x80) break;
    }
    if (at + length > bytes.length) return start;
    onPacket(bytes[start]!, bytes, at);
    start = at + length;
  }
}
