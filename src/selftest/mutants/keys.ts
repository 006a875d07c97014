// Faults of keys: merged, split, taken for others. A key is Device ID and Alert Code, both whole. All planted in the
// shipped throttle from outside.

import type { Mutant } from '../mutant.ts';
import { onArrivals, onProfile } from '../spoil.ts';
import {
  alerts,
  EXCLUDED_CODE,
  METER,
  NEIGHBOUR,
  OTHER_CODE,
  profileWith,
  storm,
  together,
} from '../traffic.ts';

const failing = { profile: profileWith(), verdict: 'fail' } as const;

/** Same last octets as the meter, another type of Device. */
const NAMESAKE = METER.replace('02-53-50-02', '02-53-50-01');

/** Faults of keys. */
export const KEY_MUTANTS: readonly Mutant[] = [
  {
    ...failing,
    id: 'F30a',
    fault: 'keys by Alert Code alone, so one meter throttles all',
    traffic: together(storm(0, 1, 4), alerts([4], NEIGHBOUR)),
    throttle: onArrivals((arrival) => ({ ...arrival, deviceId: '' })),
    caughtBy: 'isolation',
  },
  {
    ...failing,
    id: 'F30b',
    fault: 'keys by Device alone, so one code throttles the Device’s others',
    traffic: together(storm(0, 1, 4), alerts([4], METER, OTHER_CODE)),
    throttle: onArrivals((arrival) => ({ ...arrival, alertCode: 1 })),
    caughtBy: 'isolation',
  },
  {
    ...failing,
    id: 'F30c',
    fault: 'keys by the last octets of the Device ID',
    traffic: together(storm(0, 1, 4), alerts([4], NAMESAKE)),
    throttle: onArrivals((arrival) => ({ ...arrival, deviceId: arrival.deviceId.slice(-11) })),
    caughtBy: 'isolation',
  },
  {
    ...failing,
    id: 'F30d',
    fault: 'splits a key by originator counter, so nothing is ever too many',
    traffic: storm(0, 1, 4),
    throttle: onArrivals((arrival) => ({
      ...arrival,
      deviceId: `${arrival.deviceId} ${arrival.originatorCounter}`,
    })),
    caughtBy: 'decisions',
  },
  {
    ...failing,
    id: 'F30e',
    fault: 'throttles an excluded code',
    traffic: storm(0, 1, 4, METER, EXCLUDED_CODE),
    throttle: onProfile((profile) => ({ ...profile, exclude: new Set() })),
    caughtBy: 'exclusion',
  },
];
