// What the settings of a profile must be to each other, and which of them this version cannot run yet.
// Works on whatever parts are sound by themselves, so these problems are found along with the schema's.

import { ALERT_CODE_FORM, formatAlertCode, parseAlertCode } from '../domain/alert-code.ts';
import { alertCode } from './field.ts';
import type { Problems } from './problems.ts';
import { PROFILE_WORDS } from './profile-schema.ts';
import { checkRelease } from './release-rules.ts';
import { readPart } from './schema-check.ts';
import { refusalOf, type UnbuiltSetting } from './unbuilt-settings.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

const DEFAULT: YamlPath = ['default'];

/** Adds every problem between settings of the profile, and every setting that is not built yet. */
export function checkProfileRules(source: YamlSource, problems: Problems): void {
  const excluded = checkExclusions(source, problems);
  const codes = checkOverrideCodes(source, problems, excluded);
  refuseUnbuilt(source, problems, ['clock'], 'clock', PROFILE_WORDS.clock);
  refuseUnbuilt(source, problems, ['duplicates'], 'duplicates', PROFILE_WORDS.duplicates);
  for (const scope of [DEFAULT, ...codes.map((code) => ['overrides', code])]) {
    refuseUnbuilt(source, problems, [...scope, 'window', 'shape'], 'window.shape', PROFILE_WORDS.shape);
    refuseUnbuilt(source, problems, [...scope, 'forward', 'copy'], 'forward.copy', PROFILE_WORDS.copy);
    refuseUnbuilt(source, problems, [...scope, 'release', 'rule'], 'release.rule', PROFILE_WORDS.rule);
    checkRelease(source, problems, scope);
  }
}

function checkExclusions(source: YamlSource, problems: Problems): ReadonlySet<number> {
  const list = source.at(['exclude']);
  const excluded = new Set<number>();
  for (const item of Array.isArray(list) ? list.keys() : []) {
    const code = readPart(alertCode, source, ['exclude', item]);
    if (code === undefined) continue;
    if (excluded.has(code)) problems.atValue(['exclude', item], `${formatAlertCode(code)} is excluded twice`);
    excluded.add(code);
  }
  return excluded;
}

function checkOverrideCodes(source: YamlSource, problems: Problems, excluded: ReadonlySet<number>): string[] {
  const overrides = source.at(['overrides']);
  if (typeof overrides !== 'object' || overrides === null || Array.isArray(overrides)) return [];
  const keys = Object.keys(overrides);
  const seen = new Set<number>();
  for (const key of keys) {
    const path = ['overrides', key];
    const code = parseAlertCode(key);
    if (code === undefined) {
      problems.atKey(
        path,
        `\`overrides\` has a key that is no Alert Code: ${key}`,
        `write ${ALERT_CODE_FORM}`,
      );
      continue;
    }
    const name = formatAlertCode(code);
    if (seen.has(code)) problems.atKey(path, `${name} is overridden twice`, 'keep one of the two');
    if (excluded.has(code)) {
      const hint = 'an excluded Alert is never counted, so nothing can be set for it: remove one of the two';
      problems.atKey(path, `${name} is both excluded and overridden`, hint);
    }
    seen.add(code);
  }
  return keys;
}

function refuseUnbuilt(
  source: YamlSource,
  problems: Problems,
  path: YamlPath,
  setting: UnbuiltSetting,
  words: readonly string[],
): void {
  const refusal = refusalOf(setting, source.at(path), words);
  if (refusal !== null) problems.atValue(path, refusal);
}
