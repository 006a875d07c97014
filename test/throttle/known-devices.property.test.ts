// Devices and their numbers: whatever number a caller gives, or none, or somebody else's, a Device is told by its ID.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KnownDevices, UNKNOWN } from '../../src/throttle/known-devices.ts';
import { runs, SEED } from '../support/seed.ts';

const given = fc.oneof(
  { weight: 4, arbitrary: fc.constant('own' as const) },
  { weight: 2, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.nat(12) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      -1,
      0.5,
      1_023,
      1_024,
      1_025,
      2 ** 24 - 1,
      2 ** 24,
      2 ** 40,
      Number.NaN,
      Infinity,
    ),
  },
);

const steps = fc.array(fc.record({ device: fc.nat(11), given, adds: fc.boolean() }), { maxLength: 120 });

describe(`numbers of Devices (seed ${SEED})`, () => {
  test('are each held by one Device at a time, for as long as it has keys', () => {
    fc.assert(
      fc.property(steps, (trace) => {
        const devices = new KnownDevices();
        const held = new Map<string, { number: number; keys: number }>();
        for (const { device, given: how, adds } of trace) {
          const deviceId = `device ${device}`;
          const number = how === 'own' ? device : how;
          const known = held.get(deviceId);
          expect(devices.find(deviceId, number)).toBe(known?.number ?? UNKNOWN);
          if (adds) {
            const added = devices.addKey(deviceId, number);
            if (known) expect(added).toBe(known.number);
            else expect([...held.values()].map((other) => other.number)).not.toContain(added);
            held.set(deviceId, { number: added, keys: (known?.keys ?? 0) + 1 });
          } else if (known) {
            devices.removeKey(known.number);
            if (known.keys === 1) held.delete(deviceId);
            else held.set(deviceId, { ...known, keys: known.keys - 1 });
          }
        }
        for (const [deviceId, { number }] of held) expect(devices.find(deviceId)).toBe(number);
      }),
      runs(1_000),
    );
  });
});

test('a Device without an ID is not taken for one that is gone', () => {
  const devices = new KnownDevices();
  devices.removeKey(devices.addKey('gone', 3));
  expect(devices.find('', 3)).toBe(UNKNOWN);
  expect(devices.find('gone', 3)).toBe(UNKNOWN);
});

test.each([
  ['that nobody numbered', undefined],
  ['numbered far apart', 5_000],
])('a flood of Devices %s uses up no numbers: those of Devices that are gone are given again', (_, apart) => {
  const devices = new KnownDevices();
  const numbers = new Set<number>();
  for (let n = 0; n < 1_000; n++) {
    const number = devices.addKey(`one-shot ${n}`, apart && n * apart);
    numbers.add(number);
    devices.removeKey(number);
  }
  expect(numbers.size).toBe(1);
});
