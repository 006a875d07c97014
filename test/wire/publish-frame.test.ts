// Our PUBLISH against mqtt-packet's, byte for byte; where they could not agree, nothing is written.

import fc from 'fast-check';
import { generate } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import type { Qos } from '../../src/domain/qos.ts';
import { markAsDuplicate, publishFrame } from '../../src/wire/publish-frame.ts';
import { runs, SEED } from '../support/seed.ts';

/** What the client sends: the frame with its packet id set. */
function frameWith(id: number, topic: string, payload: Buffer, qos: Qos, dup: boolean): Buffer {
  const bytes = publishFrame(topic, payload, qos);
  if (qos > 0) bytes.writeUInt16BE(id, bytes.length - payload.length - 2);
  if (dup) markAsDuplicate(bytes);
  return bytes;
}

const expected = (messageId: number, topic: string, payload: Buffer, qos: Qos, dup: boolean): Buffer =>
  generate({ cmd: 'publish', topic, payload, qos, dup, retain: false, messageId });

describe(`a PUBLISH (seed ${SEED})`, () => {
  it('is the bytes that mqtt-packet writes, whatever topic, payload, quality and id are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }),
        fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
        fc.constantFrom<Qos>(0, 1, 2),
        fc.integer({ min: 1, max: 0xffff }),
        fc.boolean(),
        (topic, payload, qos, id, again) => {
          const dup = again && qos > 0;
          const frame = frameWith(id, topic, payload, qos, dup);
          expect(frame.equals(expected(id, topic, payload, qos, dup))).toBe(true);
        },
      ),
      runs(1_000),
    );
  });

  it.each([0, 100, 122, 123, 16_378, 16_379, 2_097_146, 2_097_147])(
    'is right about its length with a payload of %i bytes',
    (length) => {
      const payload = Buffer.alloc(length, 7);
      expect(frameWith(1, 'a', payload, 1, false).equals(expected(1, 'a', payload, 1, false))).toBe(true);
    },
  );

  it('is refused when topic or message are longer than MQTT can say', () => {
    expect(() => publishFrame('x'.repeat(65_536), Buffer.alloc(0), 0)).toThrow(RangeError);
    expect(() => publishFrame('x', Buffer.alloc(2 ** 28), 0)).toThrow(RangeError);
  });
});
