// The canary: a throttle that is wrong about everything. It must fail in every build; the day it passes, the verifier
// has gone blind.

import type { Mutant } from '../mutant.ts';
import { LET_THROUGH, onDecisions, SWALLOW } from '../spoil.ts';
import { profileWith, storm } from '../traffic.ts';

/** Delivers what must be discarded and discards what must be delivered. */
export const CANARY: Mutant = {
  id: 'canary',
  fault: 'is wrong about everything',
  profile: profileWith(),
  traffic: storm(0, 1, 8),
  throttle: onDecisions(
    () => null,
    ({ outcome }) => (outcome === 'deliver' ? SWALLOW : LET_THROUGH),
  ),
  caughtBy: 'decisions',
  verdict: 'fail',
};
