// The library in groups, and for each scenario the faulty throttles it was written to catch, with the check that must
// convict them. A scenario that catches nobody has no place here.

import type { BUILT_CHECKS } from '../../src/domain/check-id.ts';
import {
  CLOCK_WRAPS,
  COUNTS_DUPLICATES,
  type Fault,
  FORGETS_WHEN_IDLE,
  FULL_FOR_GOOD,
  IGNORES_DUPLICATES_FOR_EVER,
  LETS_UNKNOWN_THROUGH,
  NEVER_CLOSES,
  ONE_CLOCK_FOR_ALL,
  periodOff,
  planted,
  RELEASES_AT_THRESHOLD,
  STARTS_AFRESH,
  SWALLOWS_UNKNOWN,
  thresholdOff,
  windowOff,
} from './faults.ts';

/** A faulty throttle, and the check of the scenario that convicts it. */
export interface Caught extends Fault {
  readonly by: (typeof BUILT_CHECKS)[number];
}

/** Scenarios of one kind, by name. */
export interface Group {
  readonly title: string;
  readonly about: string;
  readonly scenarios: Readonly<Record<string, readonly Caught[]>>;
}

const by = (check: Caught['by'], ...faults: readonly Fault[]): readonly Caught[] =>
  faults.map((fault) => ({ ...fault, by: check }));

/** Every scenario of the library. */
export const GROUPS: readonly Group[] = [
  {
    title: 'Storms',
    about: 'Devices that repeat themselves, beside others that do not.',
    scenarios: {
      'single-device-storm': [...by('decisions', planted('F24')), ...by('metadata-values', planted('F35b'))],
      'several-codes-one-device': by('isolation', planted('F30b')),
      'several-devices-one-hub': by('isolation', planted('F30c')),
      'fleet-wide-storm': by('metadata-values', planted('F35c')),
      'flapping-pair': by('quiet-traffic', planted('F30b')),
      'tamper-bounce': by('decisions', planted('F16')),
      'unknown-codes': [...by('decisions', LETS_UNKNOWN_THROUGH), ...by('quiet-traffic', SWALLOWS_UNKNOWN)],
    },
  },
  {
    title: 'Honest traffic',
    about: 'Nothing here may be throttled, or only what is told apart from it.',
    scenarios: {
      'quiet-baseline': by('quiet-traffic', planted('F30a'), planted('F35e')),
      'mass-outage': by('quiet-traffic', planted('F30a')),
      'midnight-billing-wave': by('quiet-traffic', planted('F30a')),
      'slow-drip': by('quiet-traffic', NEVER_CLOSES),
      'excluded-code': by('exclusion', planted('F30e')),
      'clock-drift': by('quiet-traffic', ONE_CLOCK_FOR_ALL),
    },
  },
  {
    title: 'Edges',
    about: 'The last Alert that is delivered and the first that is not.',
    scenarios: {
      'threshold-edge': [...by('decisions', thresholdOff(1)), ...by('quiet-traffic', thresholdOff(-1))],
      duplicates: by('decisions', COUNTS_DUPLICATES, IGNORES_DUPLICATES_FOR_EVER),
      'window-edge': by('decisions', windowOff(1), windowOff(-1)),
      'period-edge': by('decisions', periodOff(1), periodOff(-1)),
    },
  },
  {
    title: 'Endings',
    about: 'Storms that stop, pause and come back.',
    scenarios: {
      recovery: by('recovery', planted('F19a')),
      'storm-pause-storm': [...by('decisions', FORGETS_WHEN_IDLE), ...by('metadata-values', planted('F35b'))],
      hysteresis: by('decisions', RELEASES_AT_THRESHOLD),
    },
  },
  {
    title: 'Scale',
    about: 'Many keys and long times. These are for virtual time: `stormproof run --virtual`.',
    scenarios: {
      'high-cardinality': by('decisions', FULL_FOR_GOOD),
      'hot-key': by('decisions', STARTS_AFRESH),
      'long-soak': by('decisions', CLOCK_WRAPS),
    },
  },
];

/** The scenarios of all groups. */
export const SCENARIOS: readonly (readonly [name: string, faults: readonly Caught[]])[] = GROUPS.flatMap(
  ({ scenarios }) => Object.entries(scenarios),
);
