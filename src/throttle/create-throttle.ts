// The shipped throttle: a profile in, a decision per arrival out. Pure: it reads no clock of its own and
// does no I/O; the same arrivals always give the same decisions.

import { KeyState, REASON } from './key-state.ts';
import { KeyStore } from './key-store.ts';
import { SequenceNumbers } from './sequence-numbers.ts';
import type { Decision, ThrottleFactory } from './throttle.ts';

const DELIVER_EXCLUDED: Decision = { outcome: 'deliver', reason: REASON.excluded };
const DELIVER_UNTRACKED: Decision = { outcome: 'deliver', reason: REASON.untracked };

/**
 * Makes the shipped throttle. Counts by the arrival's own `timeUs` (receipt time), keys by Device and Alert
 * Code (SECMP0062 K3), never throttles an excluded code (K7).
 */
export const createThrottle: ThrottleFactory = (profile) => {
  const sequence = new SequenceNumbers();
  const keys = new KeyStore(
    profile.capacity.keys,
    (alertCode) =>
      new KeyState(profile.overrides.get(alertCode) ?? profile.default, profile.metadata, sequence),
  );
  return {
    decide({ deviceId, alertCode, timeUs }): Decision {
      if (profile.exclude.has(alertCode)) return DELIVER_EXCLUDED;
      return keys.at(deviceId, alertCode, timeUs)?.decide(timeUs) ?? DELIVER_UNTRACKED;
    },
    get trackedKeys(): number {
      return keys.size;
    },
  };
};
