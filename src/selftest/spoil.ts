// Ways to make the shipped throttle wrong without touching it: another profile inside, arrivals changed before it
// sees them, decisions changed after, its memory lost. Each returns a factory like the shipped one.

import { createThrottle } from '../throttle/create-throttle.ts';
import type { Profile } from '../throttle/profile.ts';
import type { Arrival, Decision, Throttle, ThrottleFactory } from '../throttle/throttle.ts';

/** Runs the shipped throttle on a profile other than the one it was given. */
export function onProfile(change: (profile: Profile) => Profile): ThrottleFactory {
  return (profile, clock) => createThrottle(change(profile), clock);
}

/** Shows the shipped throttle arrivals other than those that came. */
export function onArrivals(change: (arrival: Arrival) => Arrival): ThrottleFactory {
  return (profile, clock) => {
    const inner = createThrottle(profile, clock);
    return tracking(inner, (arrival) => inner.decide(change(arrival)));
  };
}

/** Changes what the shipped throttle decided; `state` is one object per throttle, for what must be remembered. */
export function onDecisions<State>(
  fresh: () => State,
  change: (decision: Decision, arrival: Arrival, state: State) => Decision,
): ThrottleFactory {
  return (profile, clock) => {
    const inner = createThrottle(profile, clock);
    const state = fresh();
    return tracking(inner, (arrival) => change(inner.decide(arrival), arrival, state));
  };
}

/** Replaces the shipped throttle by a new, empty one before an arrival for which `forgets` says so. */
export function forgetting(forgets: (arrival: Arrival) => boolean): ThrottleFactory {
  return (profile, clock) => {
    let inner = createThrottle(profile, clock);
    return {
      get trackedKeys() {
        return inner.trackedKeys;
      },
      decide(arrival) {
        if (forgets(arrival)) inner = createThrottle(profile, clock);
        return inner.decide(arrival);
      },
    };
  };
}

/** A decision to deliver with nothing beside it. */
export const LET_THROUGH: Decision = { outcome: 'deliver', reason: 'mutant' };

/** A decision to discard. */
export const SWALLOW: Decision = { outcome: 'discard', reason: 'mutant' };

function tracking(inner: Throttle, decide: Throttle['decide']): Throttle {
  return {
    decide,
    get trackedKeys() {
      return inner.trackedKeys;
    },
  };
}
