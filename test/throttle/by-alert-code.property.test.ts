// What is held by Alert Code is what a Map would hold, whatever number a code is.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByAlertCode } from '../../src/throttle/by-alert-code.ts';
import { runs, SEED } from '../support/seed.ts';

const code = fc.oneof(
  fc.constantFrom(0, 0xff, 0x100, 0x81c3, 0x8100, 0xffff),
  fc.constantFrom(0x1_0000, 0x1_81c3, -1, 0.5, 2 ** 40, Number.NaN, Infinity),
);
const steps = fc.array(fc.tuple(code, fc.option(fc.nat(), { nil: undefined })), { maxLength: 40 });

describe(`values by Alert Code (seed ${SEED})`, () => {
  test('are found, forgotten and gone through as in a Map', () => {
    fc.assert(
      fc.property(steps, fc.array(code), (trace, asked) => {
        const map = new Map<number, number>();
        const held = new ByAlertCode<number>();
        for (const [alertCode, value] of trace) {
          if (value === undefined) {
            held.delete(alertCode);
            map.delete(alertCode);
          } else {
            held.set(alertCode, value);
            map.set(alertCode, value);
          }
          expect(held.get(alertCode)).toBe(map.get(alertCode));
        }
        for (const alertCode of asked) expect(held.get(alertCode)).toBe(map.get(alertCode));
        expect(Array.from({ [Symbol.iterator]: () => held.values() })).toEqual([...map.values()]);
      }),
      runs(500),
    );
  });

  test('begin with those given', () => {
    expect(new ByAlertCode([[0x81c3, 'a']]).get(0x81c3)).toBe('a');
  });
});
