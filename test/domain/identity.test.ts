// Alert Codes and Device IDs: the two halves of a throttle key.

import { describe, expect, it } from 'vitest';
import { formatAlertCode, parseAlertCode } from '../../src/domain/alert-code.ts';
import { DEVICE_TYPES, isDeviceId, simulatedDeviceId } from '../../src/domain/device.ts';

describe('an Alert Code', () => {
  it('comes back as it was written, all 65,536 of them', () => {
    for (let code = 0; code <= 0xffff; code++) {
      const text = formatAlertCode(code);
      if (text.length !== 4 || parseAlertCode(text) !== code) expect(text).toBe(code);
    }
    expect([0, 0xf, 0x81c3, 0xffff].map(formatAlertCode)).toEqual(['0000', '000F', '81C3', 'FFFF']);
  });

  it.each([
    ['81c3', 0x81c3],
    ['0x81C3', 0x81c3],
    ['0000', 0],
  ])('is also read from %s', (text, code) => {
    expect(parseAlertCode(text)).toBe(code);
  });

  it.each(['', '81C', '081C3', '81G3', '81C3 ', ' 81C3', '81C3\n', '0X81C3', '-1C3', '٨١C3'])(
    'is not read from %j',
    (text) => {
      expect(parseAlertCode(text)).toBeUndefined();
    },
  );
});

describe('a Device ID', () => {
  it.each(['02-53-50-02-00-00-00-01', 'FF-FF-FF-FF-FF-FF-FF-FF'])('is %s', (text) => {
    expect(isDeviceId(text)).toBe(true);
  });

  it.each([
    '',
    '02-53-50-02-00-00-00',
    '02-53-50-02-00-00-00-01-02',
    '02-53-50-02-00-00-00-0a',
    '02:53:50:02:00:00:00:01',
    '0253500200000001',
    '02-53-50-02-00-00-00-01\n',
    '02-53-50-02-00-00-00-1',
    '+',
    '#',
  ])('is not %j', (text) => {
    expect(isDeviceId(text)).toBe(false);
  });

  it('of a simulated Device holds its type and its number in four octets', () => {
    expect(simulatedDeviceId('ESME', 1)).toBe('02-53-50-01-00-00-00-01');
    expect(simulatedDeviceId('GSME', 255)).toBe('02-53-50-02-00-00-00-FF');
    expect(simulatedDeviceId('GSME', 256)).toBe('02-53-50-02-00-00-01-00');
    expect(simulatedDeviceId('CAD', 0xfedcba98)).toBe('02-53-50-08-FE-DC-BA-98');
  });

  it('of a simulated Device is well formed, locally administered and shared with no other', () => {
    const numbers = [1, 2, 255, 256, 65_535, 65_536, 1_000_000];
    const ids = DEVICE_TYPES.flatMap((type) => numbers.map((n) => simulatedDeviceId(type, n)));
    expect(ids.filter((id) => !isDeviceId(id))).toEqual([]);
    expect(ids.filter((id) => (Number.parseInt(id.slice(0, 2), 16) & 0b11) !== 0b10)).toEqual([]);
    expect(new Set(ids).size).toBe(DEVICE_TYPES.length * numbers.length);
  });
});
