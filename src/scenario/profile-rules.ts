// What the settings of a profile must be to each other: exclusions, overrides, release rules. Works on whatever
// parts are sound by themselves, so these problems are found along with the schema's.

import { ALERT_CODE_FORM, formatAlertCode, parseAlertCode } from '../domain/alert-code.ts';
import { alertCode } from './field.ts';
import type { Problems } from './problems.ts';
import { checkRelease } from './release-rules.ts';
import { readPart } from './schema-check.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

const DEFAULT: YamlPath = ['default'];

/** Adds every problem between settings of the profile. */
export function checkProfileRules(source: YamlSource, problems: Problems): void {
  const excluded = checkExclusions(source, problems);
  const codes = checkOverrideCodes(source, problems, excluded);
  for (const scope of [DEFAULT, ...codes.map((code) => ['overrides', code])]) {
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
