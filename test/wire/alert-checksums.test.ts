// The checksum made without the bytes is that of the bytes, for any Alert that can be planned.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulatedDeviceId } from '../../src/domain/device.ts';
import { USER_ROLES } from '../../src/domain/user.ts';
import { payloadCrc } from '../../src/ledger/checksum.ts';
import { AlertChecksums } from '../../src/wire/alert-checksums.ts';
import { writeAlert } from '../../src/wire/alert-message.ts';
import { appending, crcOf, EMPTY_CRC } from '../../src/wire/crc-state.ts';
import { SEED } from '../support/seed.ts';

const DEVICES = [1, 2, 0xffff_ffff].map((serial) => simulatedDeviceId('ESME', serial));
const STREAMS = [0, 0x81c3, 0xffff].flatMap((alertCode) =>
  USER_ROLES.map((recipient) => ({ alertCode, recipient })),
);
const checksums = new AlertChecksums(DEVICES, STREAMS);

const expectSame = (device: number, stream: number, originatorCounter: number, timestampUs: number): void => {
  const { alertCode, recipient } = STREAMS[stream]!;
  const alert = { deviceId: DEVICES[device]!, alertCode, originatorCounter, recipient, timestampUs };
  const made = checksums.of(device, stream, originatorCounter, timestampUs);
  expect(made, JSON.stringify(alert)).toBe(payloadCrc(writeAlert(alert)));
};

describe('the checksum of an Alert', () => {
  it.each([
    0,
    1,
    9,
    10,
    999_999,
    1_000_000,
    1_000_001,
    10_000_000,
    999_999_999_999,
    1_000_000_000_000,
    86_400_000_000,
    Number.MAX_SAFE_INTEGER,
  ])('is that of its bytes when a number in it is %d', (number) => {
    expectSame(0, 0, number, 1);
    expectSame(0, 0, 1, number);
    expectSame(0, 0, 1, -number);
  });

  it(`is that of its bytes for any Alert (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        fc.nat({ max: DEVICES.length - 1 }),
        fc.nat({ max: STREAMS.length - 1 }),
        fc.maxSafeNat(),
        fc.maxSafeInteger(),
        expectSame,
      ),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe('a checksum in the making', () => {
  it(`takes a text whole as it takes it in parts (seed ${SEED})`, () => {
    const ascii = fc.string({ unit: 'binary-ascii', maxLength: 80 });
    fc.assert(
      fc.property(ascii, ascii, (one, other) => {
        const made = crcOf(appending(other)(appending(one)(EMPTY_CRC)));
        expect(made).toBe(payloadCrc(Buffer.from(one + other, 'latin1')));
      }),
      { seed: SEED },
    );
  });
});
