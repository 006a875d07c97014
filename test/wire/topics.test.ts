// The two topic trees: what is written is read back, and nothing else is an Alert topic.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEVICE_TYPES, simulatedDeviceId } from '../../src/domain/device.ts';
import { alertTopic, deliveryTopic, readAlertTopic, userFilter } from '../../src/wire/topics.ts';
import { runs, SEED } from '../support/seed.ts';

const DEVICE = '02-53-50-02-00-00-00-0A';

describe('an Alert topic', () => {
  it('is devices/<Device ID>/alerts/<Alert Code>', () => {
    expect(alertTopic(DEVICE, 0x81c3)).toBe('devices/02-53-50-02-00-00-00-0A/alerts/81C3');
    expect(alertTopic(DEVICE, 0xf)).toBe('devices/02-53-50-02-00-00-00-0A/alerts/000F');
  });

  it(`is read back as it was written (seed ${SEED})`, () => {
    const deviceId = fc
      .record({ type: fc.constantFrom(...DEVICE_TYPES), n: fc.nat() })
      .map(({ type, n }) => simulatedDeviceId(type, n));
    fc.assert(
      fc.property(deviceId, fc.integer({ min: 0, max: 0xffff }), (id, alertCode) => {
        expect(readAlertTopic(alertTopic(id, alertCode))).toEqual({ deviceId: id, alertCode });
      }),
      runs(300),
    );
  });

  it.each([
    ['nothing', ''],
    ['one with a wildcard for the Device', 'devices/+/alerts/81C3'],
    ['one with a wildcard for the code', `devices/${DEVICE}/alerts/+`],
    ['one with a wildcard for the rest', `devices/${DEVICE}/#`],
    ['one with a Device ID in lower case', 'devices/02-53-50-02-00-00-00-0a/alerts/81C3'],
    ['one with an Alert Code in lower case', `devices/${DEVICE}/alerts/81c3`],
    ['one with an Alert Code in 0x form', `devices/${DEVICE}/alerts/0x81C3`],
    ['one with a level before', `x/devices/${DEVICE}/alerts/81C3`],
    ['one with an empty level before', `/devices/${DEVICE}/alerts/81C3`],
    ['one with a level after', `devices/${DEVICE}/alerts/81C3/x`],
    ['one with an empty level after', `devices/${DEVICE}/alerts/81C3/`],
    ['one with a level between', `devices/${DEVICE}/x/alerts/81C3`],
    ['one with a level missing', `devices/${DEVICE}/81C3`],
    ['one with a line end', `devices/${DEVICE}/alerts/81C3\n`],
    ['one with a NUL', `devices/${DEVICE}/alerts/81C3\u0000`],
    ['one with a short code', `devices/${DEVICE}/alerts/81C`],
    ['one with a short Device ID', 'devices/02-53-50-02-00-00-00/alerts/81C3'],
    ['a delivery topic', deliveryTopic('Supplier', DEVICE, 0x81c3)],
    ['a filter of a User', userFilter('Supplier')],
    ['one of the broker itself', '$SYS/broker/clients'],
  ])('is not %s', (_, topic) => {
    expect(readAlertTopic(topic)).toBeUndefined();
  });

  it(`is no arbitrary text (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readAlertTopic(text)).toBeUndefined();
        expect(readAlertTopic(`devices/${text}/alerts/81C3`)).toBeUndefined();
      }),
      runs(300),
    );
  });
});

describe('a delivery topic', () => {
  it('is users/<User>/alerts/<Device ID>/<Alert Code>, below the one filter of its User', () => {
    expect(deliveryTopic('DCC', DEVICE, 0x81c3)).toBe('users/DCC/alerts/02-53-50-02-00-00-00-0A/81C3');
    expect(userFilter('DCC')).toBe('users/DCC/alerts/#');
  });
});
