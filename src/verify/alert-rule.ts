// Which rule of the profile holds for an Alert Code. The oracle looks it up for itself: sharing the
// throttle's look-up would share its mistakes.

import type { AlertRule, Profile } from '../throttle/profile.ts';

/** The rule for a code, or null for a code on the exclusion list, which is never counted (SECMP0062 K7). */
export function ruleOf(profile: Profile, alertCode: number): AlertRule | null {
  if (profile.exclude.has(alertCode)) return null;
  return profile.overrides.get(alertCode) ?? profile.default;
}
