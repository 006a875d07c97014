// Faults of a throttle that does not even answer: it throws, answers with something else than a decision, or takes too
// long. The shipped throttle otherwise, behind the guard that every plug-in is run with; the guard's clock is virtual.

import { createThrottle } from '../../throttle/create-throttle.ts';
import { GuardedThrottle } from '../../throttle/guarded-throttle.ts';
import type { Decision, ThrottleFactory } from '../../throttle/throttle.ts';
import type { Mutant } from '../mutant.ts';
import { onDecisions } from '../spoil.ts';
import { alerts, profileWith } from '../traffic.ts';

/** The shipped throttle under guard, which from its second Alert on answers with something else. */
const instead = (answer: () => unknown): ThrottleFactory => {
  const factory = onDecisions(
    () => ({ asked: 0 }),
    (decision, _, state) => (++state.asked === 1 ? decision : (answer() as Decision)),
  );
  return (profile, clock) => new GuardedThrottle(factory(profile, clock), () => 0);
};

/** A wall clock that moves on by two seconds whenever it is read. */
const hasty = (): (() => number) => {
  let nowUs = 0;
  return () => (nowUs += 2_000_000);
};

const failing = {
  profile: profileWith(),
  traffic: alerts([0, 1]),
  caughtBy: 'answers',
  verdict: 'fail',
} as const;

/** Faults against the contract of a plug-in. */
export const CONTRACT_MUTANTS: readonly Mutant[] = [
  {
    ...failing,
    id: 'P01',
    fault: 'throws from its second Alert on',
    throttle: instead(() => {
      throw new Error('out of memory');
    }),
  },
  {
    ...failing,
    id: 'P02',
    fault: 'answers from its second Alert on with a promise of a decision',
    throttle: instead(async () => ({ outcome: 'deliver', reason: 'later' })),
  },
  {
    ...failing,
    id: 'P03',
    fault: 'gives Alerts from its second on a metadata count that is no number',
    throttle: instead(() => ({ outcome: 'deliver', reason: 'odd', metadata: { count: Number.NaN } })),
  },
  {
    ...failing,
    id: 'P04',
    fault: 'decides rightly, and takes two seconds over it',
    throttle: (profile, clock) => new GuardedThrottle(createThrottle(profile, clock), hasty()),
  },
];
