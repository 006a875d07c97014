// Values set from outside a file: a path such as `streams.storm.arrival.every` and a value in, a plain document with
// that value in it out. Never changes the document it is given, and never decides whether the value is sound.

import { parseDocument } from 'yaml';
import type { Place } from './origin.ts';
import { quotable } from './printable.ts';
import { hintFor } from './word-list.ts';
import type { YamlPath } from './yaml-path.ts';

/** A value set from outside. `path` is dotted; `profile.` leads into the profile. */
export interface Setting {
  readonly path: string;
  readonly value: unknown;
  /** Where it was written: on the command line, under `vary`, in a record. */
  readonly place?: Place;
}

/** What is wrong with the path of a setting. */
export interface SettingFault {
  readonly message: string;
  readonly hint: string | null;
}

const PROFILE = 'profile.';
/** What a file is, what it includes and what it varies cannot be set from outside of it. */
const FIXED = ['scenario', 'include', 'vary'];

/** The settings of the scenario itself. */
export function ofScenario(settings: readonly Setting[]): Setting[] {
  return settings.filter(({ path }) => !path.startsWith(PROFILE));
}

/** The settings of the profile, their paths as the profile knows them. */
export function ofProfile(settings: readonly Setting[]): Setting[] {
  return settings
    .filter(({ path }) => path.startsWith(PROFILE))
    .map((setting) => ({ ...setting, path: setting.path.slice(PROFILE.length) }));
}

/** Reads `path=value`, the value as YAML; null when it has not that form. */
export function readSetting(text: string): Setting | null {
  const equals = text.indexOf('=');
  if (equals < 1 || text.slice(0, equals).split('.').includes('')) return null;
  const document = parseDocument(text.slice(equals + 1), { schema: 'core', prettyErrors: false });
  if (document.errors.length > 0 || document.warnings.length > 0) return null;
  const place = { file: '--set', text, line: 1, column: equals + 2 };
  return { path: text.slice(0, equals), value: document.toJS() as unknown, place };
}

/** The path of a setting in a document, a stream's name turned into its place in the list; or why there is none. */
export function resolvePath(path: string, document: unknown): YamlPath | SettingFault {
  const steps = path.split('.');
  if (FIXED.includes(steps[0]!)) return { message: `\`${steps[0]}\` cannot be set from outside`, hint: null };
  const resolved: (string | number)[] = [];
  let parent: unknown = document;
  for (const [depth, step] of steps.entries()) {
    if (Array.isArray(parent)) {
      const index = indexIn(parent, step);
      if (index < 0) return missingItem(parent, step, steps[depth - 1] ?? '');
      resolved.push(index);
      parent = parent[index];
      continue;
    }
    if (parent !== undefined && (typeof parent !== 'object' || parent === null)) {
      const message = `\`${quotable(steps.slice(0, depth).join('.'))}\` is no map, so nothing in it can be set`;
      return { message, hint: 'set the whole of it' };
    }
    resolved.push(step);
    parent =
      parent === undefined || !Object.hasOwn(parent, step) ? undefined : parent[step as keyof typeof parent];
  }
  return resolved;
}

/** The document with the value at the path; what leads there is copied, all else is shared. */
export function withValue(document: unknown, path: YamlPath, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(document)) {
    const list: readonly unknown[] = document;
    return list.map((item, index) => (index === step ? withValue(item, rest, value) : item));
  }
  const map = (document ?? {}) as Readonly<Record<string, unknown>>;
  const inner = Object.hasOwn(map, step) ? map[step] : undefined;
  return Object.fromEntries([...Object.entries(map), [step, withValue(inner, rest, value)]]);
}

function indexIn(list: readonly unknown[], step: string): number {
  const named = list.findIndex((item) => nameOf(item) === step);
  if (named >= 0) return named;
  return /^\d+$/.test(step) && Number(step) < list.length ? Number(step) : -1;
}

function missingItem(list: readonly unknown[], step: string, of: string): SettingFault {
  const names = list.map(nameOf).filter((name) => name !== undefined);
  const hint = names.length > 0 ? hintFor(step, names, 'the names here are') : null;
  return { message: `\`${quotable(of)}\` has no \`${quotable(step)}\``, hint };
}

function nameOf(item: unknown): string | undefined {
  const name = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** A value as it is shown and as a record is named by it. */
export function settingValueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
