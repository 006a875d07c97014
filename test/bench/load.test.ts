// The benchmarks' own MQTT: packets are found however the bytes are cut, and every Alert a template stamps out is one that
// the product reads.

import { assert, integer, array as listOf, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AlertTemplate } from '../../bench/load/alert-template.ts';
import { connectFrame, packetReader, subscribeFrame } from '../../bench/load/mqtt-frames.ts';
import { readAlert } from '../../src/wire/alert-message.ts';
import { readAlertTopic } from '../../src/wire/topics.ts';
import { runs, SEED } from '../support/seed.ts';

const DEVICE = '02-53-50-01-00-00-00-2A';

describe(`load of the benchmarks (seed ${SEED})`, () => {
  it('is read as the same packets however it is cut', () => {
    const stream = Buffer.concat([
      connectFrame('meter'),
      subscribeFrame(1, 'devices/#', 1),
      new AlertTemplate(DEVICE).next(3),
    ]);
    const firsts = (cuts: readonly number[]): number[] => {
      const read: number[] = [];
      const reader = packetReader((first) => read.push(first));
      const ends = [...cuts.map((cut) => cut % stream.length), stream.length].sort((a, b) => a - b);
      ends.reduce((start, end) => {
        reader(stream.subarray(start, end));
        return end;
      }, 0);
      return read;
    };
    assert(
      property(listOf(integer({ min: 0, max: 10_000 }), { maxLength: 20 }), (cuts) => {
        expect(firsts(cuts)).toEqual([0x10, 0x82, 0x32, 0x32, 0x32]);
      }),
      runs(200),
    );
  });

  it('is made of Alerts with a counter and a packet id of their own', () => {
    const read: [number, number | undefined][] = [];
    const reader = packetReader((_, bytes, at) => {
      const topicEnd = at + 2 + bytes.readUInt16BE(at);
      const { alertCode } = readAlertTopic(bytes.toString('utf8', at + 2, topicEnd))!;
      const length = bytes.length / 12;
      const payload = bytes.subarray(topicEnd + 2, (read.length + 1) * length);
      read.push([bytes.readUInt16BE(topicEnd), readAlert(payload, DEVICE, alertCode)?.originatorCounter]);
    });
    reader(new AlertTemplate(DEVICE).next(12));
    expect(read).toEqual(Array.from({ length: 12 }, (_, n) => [n + 1, 1_000_000_001 + n]));
  });
});
