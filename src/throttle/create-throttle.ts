// The shipped throttle: a profile in, a decision per arrival out. Pure: it reads no clock of its own and
// does no I/O; the same arrivals always give the same decisions.

import { AlertTime } from './alert-time.ts';
import { IgnoredDuplicates } from './ignored-duplicates.ts';
import { KeyState } from './key-state.ts';
import { KeyStore } from './key-store.ts';
import type { Profile } from './profile.ts';
import { SequenceNumbers } from './sequence-numbers.ts';
import type { Decision, ThrottleFactory } from './throttle.ts';
import type { TrackedKey } from './tracked-key.ts';
import { emptyWindow } from './window-shapes.ts';

const DELIVER_EXCLUDED: Decision = { outcome: 'deliver', reason: 'excluded' };
const DELIVER_UNTRACKED: Decision = { outcome: 'deliver', reason: 'untracked' };

/**
 * Makes the shipped throttle. Counts by the arrival's own `timeUs`, which with `clock: alert-timestamp` is the
 * Alert's; keys by Device and Alert Code (SECMP0062 K3); never throttles an excluded code (K7).
 */
export const createThrottle: ThrottleFactory = (profile) => {
  const sequence = new SequenceNumbers();
  const keys = new KeyStore(profile.capacity.keys, (alertCode) => newKey(profile, alertCode, sequence));
  return {
    decide({ deviceId, alertCode, originatorCounter, timeUs }): Decision {
      if (profile.exclude.has(alertCode)) return DELIVER_EXCLUDED;
      const key = keys.at(deviceId, alertCode, timeUs);
      return key?.decide(timeUs, originatorCounter) ?? DELIVER_UNTRACKED;
    },
    get trackedKeys(): number {
      return keys.size;
    },
  };
};

/** A key never seen before, with what its settings put in front of its throttle. */
function newKey(profile: Profile, alertCode: number, sequence: SequenceNumbers): TrackedKey {
  const rule = profile.overrides.get(alertCode) ?? profile.default;
  const window = emptyWindow(rule);
  let key: TrackedKey = new KeyState(rule, profile.metadata, sequence, window);
  if (profile.duplicates === 'ignore') key = new IgnoredDuplicates(key, window);
  if (profile.clock === 'alert-timestamp') key = new AlertTime(key);
  return key;
}
