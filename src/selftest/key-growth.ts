// F21: memory that grows with every key ever seen. No history shows it; what shows it is how many keys a throttle says
// it tracks while a sweep of one-shot keys goes by.

import { ManualClock } from '../domain/clock.ts';
import { createThrottle } from '../throttle/create-throttle.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import type { MutantResult } from './mutant.ts';
import { CODE, profileWith } from './traffic.ts';

const CAPACITY = 20;
const KEYS = 60;
const profile = profileWith({ capacity: { keys: CAPACITY, overflow: 'forward' } });

/** Remembers every key it ever saw. */
const neverForgets: ThrottleFactory = (given, clock) => {
  const inner = createThrottle(given, clock);
  const seen = new Set<string>();
  return {
    get trackedKeys() {
      return seen.size;
    },
    decide(arrival) {
      seen.add(`${arrival.deviceId} ${arrival.alertCode}`);
      return inner.decide(arrival);
    },
  };
};

/** Plants F21: one Alert a second, each of a new key, of which a window holds ten and the profile allows twenty. */
export function plantKeyGrowth(): MutantResult {
  const most = mostKeysTracked(neverForgets);
  return {
    id: 'F21',
    fault: 'keeps every key it ever saw',
    caughtBy: 'tracked-keys',
    caught: most > CAPACITY,
    verdict: most > CAPACITY ? 'fail' : 'pass',
    convictedBy: most > CAPACITY ? ['tracked-keys'] : [],
    witness: `${most} keys tracked; the profile allows ${CAPACITY}`,
    alerts: KEYS,
    shippedPasses: mostKeysTracked(createThrottle) <= CAPACITY,
  };
}

function mostKeysTracked(factory: ThrottleFactory): number {
  const throttle = factory(profile, new ManualClock());
  let most = 0;
  for (let n = 0; n < KEYS; n++) {
    throttle.decide({
      deviceId: `device ${n}`,
      alertCode: CODE,
      originatorCounter: 1,
      timeUs: n * 1_000_000,
    });
    most = Math.max(most, throttle.trackedKeys);
  }
  return most;
}
