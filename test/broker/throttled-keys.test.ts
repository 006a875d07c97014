// Throttled keys: as many as a set of them would hold, whatever comes.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ThrottledKeys } from '../../src/broker/throttled-keys.ts';
import { runs, SEED } from '../support/seed.ts';

it(`counts keys as a set does (seed ${SEED})`, () => {
  const arrival = fc.tuple(
    fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 20_000 })),
    fc.constantFrom(0, 0x8f0a, 0xffff),
    fc.boolean(),
  );
  fc.assert(
    fc.property(fc.array(arrival), (arrivals) => {
      const keys = new ThrottledKeys();
      const set = new Set<string>();
      for (const [device, code, throttled] of arrivals) {
        keys.note(device, code, throttled);
        if (throttled) set.add(`${device}/${code}`);
        else set.delete(`${device}/${code}`);
        expect(keys.count).toBe(set.size);
      }
    }),
    runs(300),
  );
});
