// What the reference model can replay. A profile with any other setting stops here, whether or not its
// traffic would have met that setting: a model that guesses is no oracle.

import { StormError } from '../domain/failure.ts';
import type { AlertRule, Profile } from '../throttle/profile.ts';

/** Throws when the profile has a setting that the reference model has not got. */
export function assertModelled(profile: Profile): void {
  demand('clock', profile.clock, 'receipt');
  demand('duplicates', profile.duplicates, 'count');
  for (const rule of [profile.default, ...profile.overrides.values()]) assertRuleModelled(rule);
}

function assertRuleModelled(rule: AlertRule): void {
  demand('window.shape', rule.window.shape, 'sliding');
  demand('forward.copy', rule.forward.copy, 'trailing');
  demand('release.rule', rule.release.rule, 'window');
}

function demand(setting: string, value: string, modelled: string): void {
  if (value === modelled) return;
  throw new StormError('bug', { cause: `the reference model has ${setting} ${modelled}, not ${value}` });
}
