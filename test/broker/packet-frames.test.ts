// Whole packets out of bytes that were cut anywhere, the bounds of what is a packet, and what it costs.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, PacketFrames } from '../../src/broker/packet-frames.ts';
import { MAX_PACKET_BYTES } from '../../src/domain/limits.ts';
import { runs, SEED } from '../support/seed.ts';
import { anyPacket, bytesOf, cut } from './any-packet.ts';

const sizes = fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 1_000 })), { minLength: 1 });

/** Everything there is to take, after each piece. */
function framesOf(pieces: Iterable<Buffer>) {
  const frames = new PacketFrames();
  const packets: Buffer[] = [];
  for (const piece of pieces) {
    frames.add(piece);
    for (let packet = frames.next(); packet !== null; packet = frames.next()) packets.push(packet);
  }
  return { packets, frames };
}

/** A PUBLISH that takes so many bytes altogether, one to four of them for its length. */
function packetOfLength(length: number): Buffer {
  return [5, 6, 7, 8]
    .map((rest) => bytesOf({ cmd: 'publish', topic: 't', payload: Buffer.alloc(length - rest) }))
    .find((packet) => packet.length === length)!;
}

describe('packets in a stream of bytes', () => {
  it(`come out as they went in, however the bytes are cut (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.array(anyPacket, { maxLength: 20 }), sizes, (packets, pieces) => {
        const { packets: found, frames } = framesOf(cut(Buffer.concat(packets), pieces));
        // Looked at after the last one is out: no later piece may have overwritten an earlier packet.
        expect(found).toEqual(packets);
        expect([frames.next(), frames.broken]).toEqual([null, false]);
      }),
      runs(500),
    );
  });

  it(`have their body behind type and length (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyPacket, (packet) => {
        const at = bodyOf(packet);
        const length = [...packet.subarray(1, at)].reduce((sum, byte, n) => sum + (byte & 127) * 128 ** n, 0);
        expect(at + length).toBe(packet.length);
      }),
      runs(200),
    );
  });

  it.each([2, 127 + 2, 128 + 3, 16_383 + 3, 16_384 + 4, MAX_PACKET_BYTES - 1, MAX_PACKET_BYTES])(
    'may be %i bytes long',
    (length) => {
      const packet = length === 2 ? bytesOf({ cmd: 'pingreq' }) : packetOfLength(length);
      const { packets } = framesOf(cut(packet, [65_536]));
      expect(packets.map((found) => found.equals(packet))).toEqual([true]);
    },
  );

  it.each([
    ['one byte longer than the longest', packetOfLength(MAX_PACKET_BYTES + 1)],
    ['as long as MQTT allows', Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f])],
    ['with a length of five bytes', Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 0x01])],
  ])('may not be %s: nothing is read from then on', (_, bytes) => {
    const good = bytesOf({ cmd: 'pingreq' });
    const { packets, frames } = framesOf([good, bytes, good]);
    expect([packets, frames.broken, frames.next()]).toEqual([[good], true, null]);
  });

  it('tells a length that is too long before more than the length has come', () => {
    const { frames } = framesOf(cut(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80]), [1]));
    expect(frames.broken).toBe(true);
  });

  it('costs a few copies of each byte, not one per piece, when a long packet comes in many', () => {
    const packet = packetOfLength(MAX_PACKET_BYTES);
    const copied: number[] = [];
    const allocUnsafe = Buffer.allocUnsafe;
    Buffer.allocUnsafe = (size) => {
      copied.push(size);
      return allocUnsafe(size);
    };
    try {
      const frames = new PacketFrames();
      for (const piece of cut(packet, [7])) frames.add(piece);
      expect(frames.next()?.equals(packet)).toBe(true);
    } finally {
      Buffer.allocUnsafe = allocUnsafe;
    }
    expect(copied.reduce((sum, size) => sum + size, 0)).toBeLessThan(5 * packet.length);
  });
});
