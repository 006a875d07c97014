// What is read of a message: from its topic, from its payload, or the reason why it is no Alert.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureTally } from '../../src/capture/capture-tally.ts';
import { OWN_PATHS, readMessage, UNREADABLE } from '../../src/capture/read-message.ts';
import { writeAlert } from '../../src/wire/alert-message.ts';
import { SEED } from '../support/seed.ts';

const DEVICE = '00-0D-6F-00-00-00-00-0A';
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const ALERT = { device: DEVICE, code: 0x81c3, counter: null, recipient: null };

describe('a message', () => {
  it('that stormproof wrote itself tells everything', () => {
    const own = {
      deviceId: DEVICE,
      alertCode: 0x81c3,
      originatorCounter: 9,
      recipient: 'DCC',
      timestampUs: 5,
    } as const;
    expect(readMessage({}, writeAlert(own), OWN_PATHS)).toEqual({ ...ALERT, counter: 9, recipient: 'DCC' });
  });

  it('may tell all in its topic, whatever its payload is', () => {
    const told = { device: DEVICE.toLowerCase(), code: '81c3' };
    expect(readMessage(told, Buffer.from([0xff, 0]), OWN_PATHS)).toEqual(ALERT);
    expect(readMessage({ ...told, counter: '7' }, Buffer.of(), OWN_PATHS)).toEqual({ ...ALERT, counter: 7 });
  });

  it('is believed by its topic first', () => {
    const payload = json({ deviceId: 'x', alertCode: 'x', originatorCounter: 3 });
    expect(readMessage({ device: DEVICE, code: '81C3' }, payload, OWN_PATHS)).toEqual({
      ...ALERT,
      counter: 3,
    });
  });

  it('may have its fields anywhere in a JSON payload', () => {
    const paths = { device: 'body.meter.id', code: 'body.code', counter: 'n', recipient: 'to' };
    const payload = json({ body: { meter: { id: DEVICE }, code: '0x81C3' }, n: '12', to: 'Nobody' });
    expect(readMessage({}, payload, paths)).toEqual({ ...ALERT, counter: 12 });
  });

  it.each([
    ['payload', Buffer.from('not json')],
    ['payload', json([1])],
    ['no-device', json({ alertCode: '81C3' })],
    ['no-device', json({ deviceId: null, alertCode: '81C3' })],
    ['device', json({ deviceId: 'meter 7', alertCode: '81C3' })],
    ['device', json({ deviceId: 7, alertCode: '81C3' })],
    ['no-code', json({ deviceId: DEVICE })],
    ['code', json({ deviceId: DEVICE, alertCode: 'tilt' })],
    ['code', json({ deviceId: DEVICE, alertCode: 0x81c3 })],
    ['counter', json({ deviceId: DEVICE, alertCode: '81C3', originatorCounter: -1 })],
  ] as const)('is no Alert: %s', (reason, payload) => {
    expect(readMessage({}, payload, OWN_PATHS)).toBe(reason);
    expect(UNREADABLE[reason]).toBeTruthy();
  });

  it(`never throws, whatever it holds (seed ${SEED})`, () => {
    const payload = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .record({ deviceId: fc.anything(), alertCode: fc.anything() })
        .map((value) => Buffer.from(String(JSON.stringify(value)))),
    );
    fc.assert(
      fc.property(payload, (bytes) => {
        const read = readMessage({}, bytes, { ...OWN_PATHS, counter: '__proto__.x' });
        return typeof read === 'string' ? read in UNREADABLE : read.device.length === DEVICE.length;
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe('a tally', () => {
  it('counts Alerts, Devices, and what is none by reason, with the first of each', () => {
    const tally = new CaptureTally();
    tally.alert('a', false);
    tally.alert('a', true);
    tally.alert('b', false);
    tally.other('code', 'a/b', Buffer.from('{"x":\u001b1}'));
    tally.other('code', 'c/d', Buffer.from('later'));
    tally.other('retained', 'e', Buffer.alloc(10_000, 'x'));
    expect([tally.recorded, tally.redelivered, tally.devices, tally.unread]).toEqual([3, 1, 2, 3]);
    expect(tally.unreadable).toEqual([
      { reason: 'code', what: 'an Alert Code that is none', count: 2, example: 'a/b {"x":\ufffd1}' },
      {
        reason: 'retained',
        what: 'kept by the broker from before the capture',
        count: 1,
        example: `e ${'x'.repeat(40)}…`,
      },
    ]);
  });
});
