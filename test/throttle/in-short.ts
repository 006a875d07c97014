// Decisions in short, so that a whole storm fits a line: `+` delivered, `-` discarded, `+id/count` delivered with
// metadata.

import { ManualClock } from '../../src/domain/clock.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { AlertRule, Profile } from '../../src/throttle/profile.ts';
import type { Arrival, Decision } from '../../src/throttle/throttle.ts';
import { profileOf } from '../verify/profile-of.ts';

/** One key to send Alerts of, and another. */
export const DEVICE = '02-53-50-02-00-00-00-01';
export const OTHER = '02-53-50-02-00-00-00-02';
export const CODE = 0x81c3;

/** A decision in short. */
export function short(decision: Decision): string {
  if (decision.outcome === 'discard') return '-';
  const { sequenceId, count } = decision.metadata ?? {};
  return sequenceId === undefined ? '+' : `+${sequenceId}/${count}`;
}

/** What a new throttle decides. An Alert is its moment, or what of it is out of the ordinary. */
export function decide(profile: Profile, alerts: readonly (number | Partial<Arrival>)[]): string {
  const throttle = createThrottle(profile, new ManualClock());
  const decisions = alerts.map((alert, at) => {
    const ordinary = { deviceId: DEVICE, alertCode: CODE, originatorCounter: at, timeUs: 0 };
    return short(
      throttle.decide({ ...ordinary, ...(typeof alert === 'number' ? { timeUs: alert } : alert) }),
    );
  });
  return decisions.join(' ');
}

/** A rule written flat: threshold 2, sliding window 100 µs, trailing copy each 50 µs, unless it says otherwise. */
export function ruleWith(
  parts: {
    threshold?: number;
    shape?: AlertRule['window']['shape'];
    lengthUs?: number;
    periodUs?: number;
    copy?: AlertRule['forward']['copy'];
    release?: AlertRule['release'];
  } = {},
): AlertRule {
  const {
    threshold = 2,
    shape = 'sliding',
    lengthUs = 100,
    periodUs = 50,
    copy = 'trailing',
    release,
  } = parts;
  return {
    threshold,
    window: { shape, lengthUs },
    forward: { periodUs, copy },
    release: release ?? { rule: 'window' },
  };
}

/** A profile of that rule for every code, with these other settings. */
export function profileWith(rule: Parameters<typeof ruleWith>[0], parts: Partial<Profile> = {}): Profile {
  return profileOf({ default: ruleWith(rule), ...parts });
}

/** Metadata settings: one id per episode, delta counts, tails reported, unless they say otherwise. */
export const metadata = (parts: Partial<Profile['metadata']> = {}): Pick<Profile, 'metadata'> => ({
  metadata: { sequence: 'episode', count: 'delta', tail: 'next', ...parts },
});
