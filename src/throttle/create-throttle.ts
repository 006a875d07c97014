// The shipped throttle: a profile in, a decision per arrival out. Pure: it reads no clock of its own and
// does no I/O; the same arrivals always give the same decisions.

import { AlertTimes } from './alert-times.ts';
import { ByAlertCode } from './by-alert-code.ts';
import { IgnoredDuplicates } from './ignored-duplicates.ts';
import { KeyStates } from './key-states.ts';
import { KeyStore } from './key-store.ts';
import type { Profile } from './profile.ts';
import { SequenceNumbers } from './sequence-numbers.ts';
import type { Arrival, Decision, Throttle, ThrottleFactory } from './throttle.ts';
import type { TrackedKeys } from './tracked-keys.ts';
import { windowsUnder } from './window-shapes.ts';

const DELIVER_EXCLUDED: Decision = { outcome: 'deliver', reason: 'excluded' };
const DELIVER_UNTRACKED: Decision = { outcome: 'deliver', reason: 'untracked' };

/**
 * Makes the shipped throttle. Counts by the arrival's own `timeUs`, which with `clock: alert-timestamp` is the
 * Alert's; keys by Device and Alert Code (SECMP0062 K3); never throttles an excluded code (K7).
 */
export const createThrottle: ThrottleFactory = (profile) => new ShippedThrottle(profile);

/** A class, so that code compiled for one throttle is good for the next. */
class ShippedThrottle implements Throttle {
  readonly #excluded: ByAlertCode<true>;
  readonly #keys: KeyStore;

  constructor(profile: Profile) {
    const sequence = new SequenceNumbers();
    this.#excluded = new ByAlertCode([...profile.exclude].map((alertCode) => [alertCode, true]));
    this.#keys = new KeyStore(profile.capacity.keys, (alertCode) => keysOf(profile, alertCode, sequence));
  }

  decide(arrival: Arrival): Decision {
    if (this.#excluded.get(arrival.alertCode) === true) return DELIVER_EXCLUDED;
    return this.#keys.decide(arrival) ?? DELIVER_UNTRACKED;
  }

  get trackedKeys(): number {
    return this.#keys.size;
  }
}

/** Room for the keys of one Alert Code, with what its settings put in front of their throttle. */
function keysOf(profile: Profile, alertCode: number, sequence: SequenceNumbers): TrackedKeys {
  const rule = profile.overrides.get(alertCode) ?? profile.default;
  const windows = windowsUnder(rule);
  let keys: TrackedKeys = new KeyStates(rule, profile.metadata, sequence, windows);
  if (profile.duplicates === 'ignore') keys = new IgnoredDuplicates(keys, windows);
  if (profile.clock === 'alert-timestamp') keys = new AlertTimes(keys);
  return keys;
}
