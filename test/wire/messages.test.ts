// Messages: what is written is read back, hostile bytes are no message and never throw, and the payload of a
// delivery is the Alert's own bytes.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulatedDeviceId } from '../../src/domain/device.ts';
import { USER_ROLES } from '../../src/domain/user.ts';
import { type AlertMessage, readAlert, readJsonObject, writeAlert } from '../../src/wire/alert-message.ts';
import { type DeliveryMessage, readDelivery, writeDelivery } from '../../src/wire/delivery-message.ts';
import { runs, SEED } from '../support/seed.ts';

const DEVICE = simulatedDeviceId('GSME', 10);

const ALERT: AlertMessage = {
  deviceId: DEVICE,
  alertCode: 0x81c3,
  originatorCounter: 42,
  recipient: 'Supplier',
  timestampUs: 300_000_000,
};

const ALERT_TEXT =
  '{"deviceId":"02-53-50-02-00-00-00-0A","alertCode":"81C3","originatorCounter":42,"recipient":"Supplier","timestampUs":300000000}';

const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const code = fc.integer({ min: 0, max: 0xffff });
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme-ascii' }));

/** Alerts with anything in them that an Alert can hold. */
const alertsFrom = (deviceId: fc.Arbitrary<string>): fc.Arbitrary<AlertMessage> =>
  fc.record({
    deviceId,
    alertCode: code,
    originatorCounter: fc.maxSafeNat(),
    recipient: fc.constantFrom(...USER_ROLES),
    timestampUs: fc.maxSafeInteger(),
  });

/** The same for deliveries, of any payload. */
const deliveriesFrom = (deviceId: fc.Arbitrary<string>): fc.Arbitrary<DeliveryMessage> =>
  fc.record({
    deviceId,
    alertCode: code,
    throttledAlertSequenceId: fc.option(uint32),
    throttledAlertCount: fc.option(uint32),
    payload: bytes,
  });

/** Bytes nobody should send: any at all, any JSON, and good messages with one field replaced by anything. */
const hostile: fc.Arbitrary<Buffer> = fc.oneof(
  bytes,
  fc.json().map((text) => Buffer.from(text)),
  fc
    .record({
      field: fc.constantFrom(
        ...['deviceId', 'alertCode', 'originatorCounter', 'recipient', 'payload', '__proto__'],
        ...['ThrottledAlertSequenceId', 'ThrottledAlertCount', 'toString'],
      ),
      value: fc.jsonValue(),
      base: fc.constantFrom<object>(JSON.parse(ALERT_TEXT) as object, {
        deviceId: DEVICE,
        alertCode: '81C3',
        payload: '',
      }),
    })
    .map(({ field, value, base }) => Buffer.from(JSON.stringify({ ...base, [field]: value }))),
);

const HARD: [what: string, text: string][] = [
  ['nothing', ''],
  ['a list', '[]'],
  ['null', 'null'],
  ['a number', '42'],
  ['a text', '"deviceId"'],
  ['an object cut short', ALERT_TEXT.slice(0, -1)],
  ['two objects', ALERT_TEXT + ALERT_TEXT],
  ['a hundred thousand brackets', '['.repeat(100_000)],
  ['a hundred thousand nested objects', '{"a":'.repeat(100_000)],
  ['an empty object', '{}'],
];

describe('an Alert', () => {
  it('is written as JSON, always the same bytes', () => {
    expect(writeAlert(ALERT).toString()).toBe(ALERT_TEXT);
  });

  it(`is the bytes that JSON.stringify would give, whatever is in it (seed ${SEED})`, () => {
    const alert = alertsFrom(fc.oneof(fc.string({ unit: 'binary' }), fc.constant(DEVICE)));
    fc.assert(
      fc.property(alert, (message) => {
        const { deviceId, originatorCounter, recipient, timestampUs } = message;
        const alertCode = message.alertCode.toString(16).toUpperCase().padStart(4, '0');
        expect(writeAlert(message).toString('latin1')).toBe(
          Buffer.from(
            JSON.stringify({ deviceId, alertCode, originatorCounter, recipient, timestampUs }),
          ).toString('latin1'),
        );
      }),
      runs(500),
    );
  });

  it(`is read back by who knows its Device and code (seed ${SEED})`, () => {
    const alert = alertsFrom(uint32.map((n) => simulatedDeviceId('ESME', n)));
    fc.assert(
      fc.property(alert, (message) => {
        const { originatorCounter, recipient, timestampUs } = message;
        const read = readAlert(writeAlert(message), message.deviceId, message.alertCode);
        expect(read).toEqual({ originatorCounter, recipient, timestampUs });
      }),
      runs(300),
    );
  });

  it(`reads the same from any other JSON that says the same (seed ${SEED})`, () => {
    const alert = alertsFrom(anyText);
    fc.assert(
      fc.property(alert, fc.string(), (message, otherId) => {
        const written = writeAlert(message);
        const other = Buffer.from(JSON.stringify(JSON.parse(written.toString()), null, 1));
        for (const id of [message.deviceId, otherId])
          expect(readAlert(written, id, message.alertCode)).toEqual(readAlert(other, id, message.alertCode));
      }),
      runs(300),
    );
  });

  it('is none with a number that JSON does not have', () => {
    for (const number of ['042', '+42', '4_2', '4.20', '0x2A', '']) {
      const text = ALERT_TEXT.replace('42', number);
      expect(readAlert(Buffer.from(text), DEVICE, 0x81c3)).toBeUndefined();
    }
    expect(readAlert(Buffer.from(ALERT_TEXT.replace('42', '4.2e1')), DEVICE, 0x81c3)).toBeDefined();
  });

  it.each([
    ['of another Device', { deviceId: simulatedDeviceId('GSME', 11) }],
    ['of another code', { alertCode: '81C4' }],
    ['with its code in lower case', { alertCode: '81c3' }],
    ['with its code as a number', { alertCode: 0x81c3 }],
    ['with a negative counter', { originatorCounter: -1 }],
    ['with a fraction for a counter', { originatorCounter: 1.5 }],
    ['with a counter that cannot be counted exactly', { originatorCounter: 2 ** 53 }],
    ['with a counter that is text', { originatorCounter: '42' }],
    ['without a counter', { originatorCounter: undefined }],
    ['for nobody', { recipient: undefined }],
    ['for a User that does not exist', { recipient: 'supplier' }],
    ['for a property every object has', { recipient: 'toString' }],
  ])('is none %s', (_, change) => {
    const changed = Buffer.from(JSON.stringify({ ...JSON.parse(ALERT_TEXT), ...change }));
    expect(readAlert(Buffer.from(ALERT_TEXT), DEVICE, 0x81c3)).toBeDefined();
    expect(readAlert(changed, DEVICE, 0x81c3)).toBeUndefined();
  });

  it.each(HARD)('is none when the bytes are %s', (_, text) => {
    expect(readAlert(Buffer.from(text), DEVICE, 0x81c3)).toBeUndefined();
  });
});

describe('a delivery', () => {
  const delivery: DeliveryMessage = {
    deviceId: DEVICE,
    alertCode: 0x81c3,
    throttledAlertSequenceId: 7,
    throttledAlertCount: 12,
    payload: Buffer.from('abc'),
  };

  it('carries the metadata by its DUIS names, and leaves out what there is none of', () => {
    expect(JSON.parse(writeDelivery(delivery).toString())).toEqual({
      deviceId: DEVICE,
      alertCode: '81C3',
      ThrottledAlertSequenceId: 7,
      ThrottledAlertCount: 12,
      payload: 'YWJj',
    });
    const plain = { ...delivery, throttledAlertSequenceId: null, throttledAlertCount: null };
    expect(Object.keys(JSON.parse(writeDelivery(plain).toString()) as object)).toEqual([
      'deviceId',
      'alertCode',
      'payload',
    ]);
  });

  it('tells an id or a count of 0 from none', () => {
    const zero = { ...delivery, throttledAlertSequenceId: 0, throttledAlertCount: 0 };
    expect(readDelivery(writeDelivery(zero))).toEqual(zero);
  });

  it(`is read back with the payload byte for byte, whatever the bytes are (seed ${SEED})`, () => {
    const message = deliveriesFrom(uint32.map((n) => simulatedDeviceId('GSME', n)));
    fc.assert(
      fc.property(message, (sent) => {
        const read = readDelivery(writeDelivery(sent))!;
        expect({ ...read, payload: read.payload.toString('hex') }).toEqual({
          ...sent,
          payload: sent.payload.toString('hex'),
        });
      }),
      runs(300),
    );
  });

  it(`reads the same from any other JSON that says the same (seed ${SEED})`, () => {
    const message = deliveriesFrom(anyText);
    fc.assert(
      fc.property(message, (sent) => {
        const written = writeDelivery(sent);
        const other = Buffer.from(JSON.stringify(JSON.parse(written.toString()), null, 1));
        expect(readDelivery(written)).toEqual(readDelivery(other));
      }),
      runs(300),
    );
  });

  it.each([
    ['without a Device', { deviceId: undefined }],
    ['without a code', { alertCode: undefined }],
    ['with a code that is none', { alertCode: '81G3' }],
    ['with a code as a number', { alertCode: 33219 }],
    ['without a payload', { payload: undefined }],
    ['with a payload that is no text', { payload: [1, 2] }],
  ])('is none %s', (_, change) => {
    const written = JSON.parse(writeDelivery(delivery).toString()) as object;
    expect(readDelivery(Buffer.from(JSON.stringify({ ...written, ...change })))).toBeUndefined();
  });

  it.each(HARD)('is none when the bytes are %s', (_, text) => {
    expect(readDelivery(Buffer.from(text))).toBeUndefined();
  });
});

describe(`hostile bytes (seed ${SEED})`, () => {
  it('never throw, and are either no Alert or one with a counter and a User that exist', () => {
    fc.assert(
      fc.property(hostile, (message) => {
        const alert = readAlert(message, DEVICE, 0x81c3);
        if (alert === undefined) return;
        expect(Number.isSafeInteger(alert.originatorCounter) && alert.originatorCounter >= 0).toBe(true);
        expect(USER_ROLES).toContain(alert.recipient);
      }),
      runs(1_000),
    );
  });

  it('never throw, and are either no delivery or one of a 16-bit code with metadata that are numbers', () => {
    fc.assert(
      fc.property(hostile, (message) => {
        const delivery = readDelivery(message);
        if (delivery === undefined) return;
        expect(delivery.alertCode >= 0 && delivery.alertCode <= 0xffff).toBe(true);
        expect(Buffer.isBuffer(delivery.payload) && typeof delivery.deviceId === 'string').toBe(true);
        for (const value of [delivery.throttledAlertSequenceId, delivery.throttledAlertCount]) {
          expect(value === null || typeof value === 'number').toBe(true);
        }
      }),
      runs(1_000),
    );
  });

  it('change no object but their own', () => {
    const read = readJsonObject(
      Buffer.from('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    );
    expect(read).toBeDefined();
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
