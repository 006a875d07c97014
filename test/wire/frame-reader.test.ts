// Packets cut anyhow come out whole, and bytes that are no packets end the reading.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader, PeerFault } from '../../src/wire/frame-reader.ts';
import { runs, SEED } from '../support/seed.ts';

/** Reads chunks from one buffer that is used again and again, as the sockets do; gives the packets. */
function readAll(chunks: readonly Buffer[], stopAfter = Number.POSITIVE_INFINITY): string[] {
  const packets: string[] = [];
  const reader = new FrameReader();
  const taker = {
    packet(bytes: Buffer, at: number, body: number, end: number) {
      packets.push(`${bytes[at]} ${bytes.toString('hex', body, end)}`);
      return packets.length < stopAfter;
    },
  };
  const shared = Buffer.alloc(4_096);
  for (const chunk of chunks) {
    chunk.copy(shared);
    reader.read(shared, chunk.length, taker);
    shared.fill(0xff);
  }
  return packets;
}

const frameOf = (first: number, body: Buffer): Buffer => {
  const length = body.length < 128 ? [body.length] : [(body.length & 127) | 128, body.length >> 7];
  return Buffer.concat([Buffer.from([first, ...length]), body]);
};

describe(`a stream of packets (seed ${SEED})`, () => {
  it('gives the same packets however it is cut', () => {
    const frame = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 10 }), fc.array(fc.nat({ max: 3_500 })), (frames, cuts) => {
        const stream = Buffer.concat(frames.map(([first, body]) => frameOf(first, Buffer.from(body))));
        const edges = [0, ...cuts.filter((cut) => cut < stream.length), stream.length].sort((a, b) => a - b);
        const chunks = edges.slice(1).map((edge, n) => stream.subarray(edges[n], edge));
        expect(readAll(chunks)).toEqual(
          frames.map(([first, body]) => `${first} ${Buffer.from(body).toString('hex')}`),
        );
      }),
      runs(500),
    );
  });

  it('is read no further than its taker wants', () => {
    const two = Buffer.concat([frameOf(1, Buffer.from('a')), frameOf(2, Buffer.from('b'))]);
    expect(readAll([two], 1)).toEqual(['1 61']);
  });

  it('is none when a length does not end, whether it comes at once or byte by byte', () => {
    const endless = Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80]);
    expect(() => readAll([endless])).toThrow(PeerFault);
    expect(() => readAll([...endless].map((byte) => Buffer.from([byte])))).toThrow(PeerFault);
  });
});
