// A throttle with the smallest fault there is: it decides as the shipped one does, but for a single arrival.

import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { Decision, ThrottleFactory } from '../../src/throttle/throttle.ts';

/** Turns one decision around, the n-th that the throttle takes. */
export const turning =
  (n: number): ThrottleFactory =>
  (profile, clock) => {
    const honest = createThrottle(profile, clock);
    let taken = 0;
    return {
      get trackedKeys() {
        return honest.trackedKeys;
      },
      decide(arrival): Decision {
        const { outcome, reason } = honest.decide(arrival);
        return taken++ === n
          ? { outcome: outcome === 'deliver' ? 'discard' : 'deliver', reason }
          : { outcome, reason };
      },
    };
  };
