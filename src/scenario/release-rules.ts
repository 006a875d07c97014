// The release rule of one Alert Code against the settings around it, after merging onto the default:
// it has what it needs, keeps its bounds, and carries nothing that has no meaning.

import type { z } from 'zod';
import { formatDuration } from '../domain/duration.ts';
import type { Problems } from './problems.ts';
import { ruleFields } from './profile-schema.ts';
import { readPart } from './schema-check.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

const DEFAULT: YamlPath = ['default'];

/** Adds every problem of the release rule at `scope`: the default, or the override of one Alert Code. */
export function checkRelease(source: YamlSource, problems: Problems, scope: YamlPath): void {
  const look = <T>(schema: z.ZodType<T>, ...path: string[]): Setting<T> =>
    settingOf(source, scope, schema, path);
  const rule = look(ruleFields.rule, 'release', 'rule');
  const clear = look(ruleFields.clear, 'release', 'clear');
  const quiet = look(ruleFields.for, 'release', 'for');
  const threshold = look(ruleFields.threshold, 'threshold');
  const period = look(ruleFields.period, 'forward', 'period');
  if (rule.written && rule.value === undefined) return;

  const kind = rule.value ?? 'window';
  for (const [needed, key, setting] of [
    ['below', 'clear', clear],
    ['quiet', 'for', quiet],
  ] as const) {
    if (kind === needed && !setting.written && rule.own) {
      problems.atValue(rule.path, `\`${key}\` is missing; the release rule \`${kind}\` needs it`);
    }
    if (kind !== needed && setting.own) {
      const hint = `only the rule \`${needed}\` has it`;
      problems.atKey(setting.path, `\`${key}\` has no meaning with the release rule \`${kind}\``, hint);
    }
  }
  if (kind === 'below' && clear.value !== undefined && threshold.value !== undefined) {
    const message = `\`clear\` must be below the threshold, which is ${threshold.value}; it is ${clear.value}`;
    if (clear.value >= threshold.value && (clear.own || threshold.own || rule.own)) {
      problems.atValue(firstOwn(clear, threshold, rule), message);
    }
  }
  if (kind === 'quiet' && quiet.value !== undefined && period.value !== undefined) {
    const [stretch, least] = [formatDuration(quiet.value), formatDuration(period.value)];
    const message = `\`for\` must not be shorter than the forward period, which is ${least}; it is ${stretch}`;
    const hint = 'a shorter one could starve a key, or let all of it through';
    if (quiet.value < period.value && (quiet.own || period.own || rule.own)) {
      problems.atValue(firstOwn(quiet, period, rule), message, hint);
    }
  }
}

/** A setting as one scope sees it: written in the scope itself, or else inherited from the default. */
interface Setting<T> {
  readonly path: YamlPath;
  readonly own: boolean;
  readonly written: boolean;
  readonly value: T | undefined;
}

function settingOf<T>(
  source: YamlSource,
  scope: YamlPath,
  schema: z.ZodType<T>,
  path: readonly string[],
): Setting<T> {
  const own = source.has([...scope, ...path]);
  const whole = own ? [...scope, ...path] : [...DEFAULT, ...path];
  return { path: whole, own, written: source.has(whole), value: readPart(schema, source, whole) };
}

function firstOwn(...settings: readonly Setting<unknown>[]): YamlPath {
  return (settings.find((setting) => setting.own) ?? settings[0]!).path;
}
