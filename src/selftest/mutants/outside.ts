// Faults that are not the throttle's: a broker that loses, doubles, changes or reorders, a generator that does not send
// what it was asked to. The throttle is the shipped one, and no check of the throttle may be blamed for them.

import { createThrottle } from '../../throttle/create-throttle.ts';
import type { Mutant } from '../mutant.ts';
import { alerts, profileWith, storm } from '../traffic.ts';
import type { RowFault } from '../virtual-run.ts';

const profile = profileWith();
const outside = { profile, throttle: createThrottle } as const;

const onAlert =
  (id: number, change: RowFault): RowFault =>
  (row) =>
    row.id === id ? change(row) : row;

/** Faults outside the throttle. */
export const OUTSIDE_MUTANTS: readonly Mutant[] = [
  {
    ...outside,
    id: 'F28',
    fault: 'the broker gives a User the same Alert twice',
    traffic: alerts([0]),
    rowFault: onAlert(0, (row) => ({ ...row, copies: 2 })),
    caughtBy: 'conservation',
    verdict: 'fail',
  },
  {
    ...outside,
    id: 'F36a',
    fault: 'the broker loses an Alert that the throttle let through',
    traffic: alerts([0]),
    rowFault: onAlert(0, (row) => ({ ...row, delivered: null, copies: 0, deliveredPayload: null })),
    caughtBy: 'conservation',
    verdict: 'fail',
  },
  {
    ...outside,
    id: 'F36b',
    fault: 'the broker changes a byte of the payload',
    traffic: alerts([0]),
    rowFault: onAlert(0, (row) => ({ ...row, deliveredPayload: '00000002' })),
    caughtBy: 'conservation',
    verdict: 'fail',
  },
  {
    ...outside,
    id: 'F36c',
    fault: 'the broker gives a User two Alerts of one key in the wrong order',
    traffic: alerts([0, 1]),
    rowFault: onAlert(0, (row) => ({ ...row, delivered: 1_500_000 })),
    caughtBy: 'ordering',
    verdict: 'fail',
  },
  {
    ...outside,
    id: 'F36d',
    fault: 'an Alert is lost before it reaches the throttle',
    traffic: storm(0, 1, 2),
    rowFault: onAlert(1, (row) => ({
      ...row,
      received: null,
      outcome: null,
      reason: null,
      delivered: null,
      copies: 0,
      deliveredPayload: null,
    })),
    caughtBy: 'pacing',
    verdict: 'inconclusive',
  },
  {
    ...outside,
    id: 'F37',
    fault: 'the generator sends later than planned',
    traffic: alerts([0]),
    rowFault: onAlert(0, (row) => ({ ...row, planned: -3_000_000 })),
    caughtBy: 'pacing',
    verdict: 'inconclusive',
  },
];
