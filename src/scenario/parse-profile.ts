// The text of a Traffic Management profile in; a frozen, fully defaulted Profile out, its overrides merged,
// or an InputError with every mistake in the text. Touches no file.

import { parseAlertCode } from '../domain/alert-code.ts';
import type { AlertRule, Profile, ReleaseRule } from '../throttle/profile.ts';
import { deepFreeze } from './deep-freeze.ts';
import { Problems } from './problems.ts';
import { checkProfileRules } from './profile-rules.ts';
import { profileSchema, type WrittenOverride, type WrittenProfile } from './profile-schema.ts';
import { checkSchema } from './schema-check.ts';
import { ofProfile, type Setting } from './setting.ts';
import { YamlSource } from './yaml-source.ts';
import { YamlText } from './yaml-text.ts';

/**
 * Reads a profile.
 * @param file how diagnostics name the text
 * @param settings values set from outside; those of the scenario are passed over
 * @throws InputError with all diagnostics at once
 */
export function parseProfile(text: string, file: string, settings: readonly Setting[] = []): Profile {
  const source = new YamlSource(new YamlText(text, file), ofProfile(settings));
  const problems = new Problems(source);
  if (source.unreadable) problems.throwIfAny();
  const written = checkSchema(profileSchema, source, problems, 'the profile');
  checkProfileRules(source, problems);
  problems.throwIfAny();
  return deepFreeze(merged(written!));
}

function merged(written: WrittenProfile): Profile {
  const { name, provenance, clock, metadata, duplicates, capacity } = written;
  const overrides = Object.entries(written.overrides).map(
    ([code, override]) => [parseAlertCode(code)!, ruleOf(written.default, override)] as const,
  );
  return {
    name,
    provenance,
    clock,
    default: ruleOf(written.default, {}),
    exclude: new Set(written.exclude),
    overrides: new Map(overrides),
    metadata,
    duplicates,
    capacity,
  };
}

function ruleOf(base: WrittenProfile['default'], override: WrittenOverride): AlertRule {
  return {
    threshold: override.threshold ?? base.threshold,
    window: {
      shape: override.window?.shape ?? base.window.shape,
      lengthUs: override.window?.length ?? base.window.length,
    },
    forward: {
      periodUs: override.forward?.period ?? base.forward.period,
      copy: override.forward?.copy ?? base.forward.copy,
    },
    release: releaseOf({ ...base.release, ...override.release }),
  };
}

/** The checks have already seen to it that each rule has what it needs. */
function releaseOf(release: NonNullable<WrittenOverride['release']>): ReleaseRule {
  if (release.rule === 'below') return { rule: 'below', clear: release.clear! };
  if (release.rule === 'quiet') return { rule: 'quiet', forUs: release.for! };
  return { rule: 'window' };
}
