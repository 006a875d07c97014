// The bytes of a PUBLISH are those that mqtt-packet writes.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishPacket } from '../../src/broker/publish-packet.ts';
import type { Qos } from '../../src/domain/qos.ts';
import { runs, SEED } from '../support/seed.ts';
import { bytesOf } from './any-packet.ts';

const topics = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 300 });
/** Short ones, and those around each step of the length field. */
const payloadLengths = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: 16_384 - 310, max: 16_390 }),
  fc.integer({ min: 2_097_152 - 310, max: 2_097_155 }),
);

describe('a PUBLISH', () => {
  it(`is byte for byte what mqtt-packet writes (seed ${SEED})`, () => {
    const ids = fc.integer({ min: 1, max: 65_535 });
    const levels = fc.constantFrom<Qos>(0, 1, 2);
    fc.assert(
      fc.property(topics, payloadLengths, levels, ids, (topic, length, qos, messageId) => {
        const payload = Buffer.alloc(length, topic);
        const expected = bytesOf({ cmd: 'publish', topic, payload, qos, messageId });
        expect(publishPacket(topic, payload, qos, messageId).equals(expected)).toBe(true);
      }),
      runs(300),
    );
  });
});
