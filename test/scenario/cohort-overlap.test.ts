// The Device that two cohorts have in common is one that both really have, and there is none exactly when they share
// none: held against lists of all their Devices.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeviceType } from '../../src/domain/device.ts';
import { devicesOf } from '../../src/plan/emission-plan.ts';
import { populate } from '../../src/plan/population.ts';
import type { WrittenCohort } from '../../src/scenario/cohort.ts';
import { commonDevice, devicesMeant } from '../../src/scenario/cohort-overlap.ts';
import type { Cohort } from '../../src/scenario/scenario.ts';
import { streamOf } from '../plan/scenario-of.ts';
import { runs, SEED } from '../support/seed.ts';

const COUNTS = new Map<DeviceType, number>([
  ['ESME', 6],
  ['GSME', 12],
]);
const DEVICES = populate({
  hubs: 6,
  perHub: [
    { type: 'GSME', count: 2 },
    { type: 'ESME', count: 1 },
  ],
});

interface Named {
  readonly written: WrittenCohort;
  readonly ids: readonly string[];
}

const portion: fc.Arbitrary<Named> = fc
  .record({
    type: fc.constantFrom('ESME' as const, 'GSME' as const),
    skip: fc.nat({ max: 5 }),
    count: fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
  })
  .map(({ type, skip, count }) => {
    const cohort: Cohort = { type, count: count ?? null, skip };
    const devices = devicesOf(streamOf({ devices: cohort }), DEVICES);
    return { written: { type, skip, count }, ids: devices.map(({ id }) => id) };
  });

const single: fc.Arbitrary<Named> = fc
  .uniqueArray(fc.constantFrom(...DEVICES.map(({ id }) => id)), { minLength: 1, maxLength: 4 })
  .map((ids) => ({ written: { ids }, ids }));

const cohort = fc.oneof(portion, single);

it(`is in both, and is found exactly when there is one (seed ${SEED})`, () => {
  fc.assert(
    fc.property(cohort, cohort, (one, other) => {
      const meant = [one, other].map(({ written }) => devicesMeant(written, COUNTS)!);
      const both = one.ids.filter((id) => other.ids.includes(id));
      for (const pair of [meant, meant.toReversed()]) {
        const found = commonDevice(pair[0]!, pair[1]!);
        if (both.length === 0) expect(found).toBeNull();
        else expect(both).toContain(found);
      }
    }),
    runs(500),
  );
});

it('cannot be told where the population is not known, or has no such type', () => {
  expect(devicesMeant({ type: 'CAD' }, COUNTS)).toBeNull();
  expect(devicesMeant({ type: 'ESME' }, new Map([['ESME', undefined]]))).toBeNull();
});
