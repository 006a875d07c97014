// A scenario and its parts in, one document out, and for each piece of it whose it is. Lists are joined, of any other
// setting the last word counts, and the scenario has the last word. Never looks into a value.

import { posix } from 'node:path';
import type { IncludedPart } from './include.ts';
import type { Origin } from './origin.ts';
import { SHARED_KEYS } from './part-schema.ts';
import type { YamlPath } from './yaml-path.ts';
import type { Merged, Piece } from './yaml-source.ts';
import type { YamlText } from './yaml-text.ts';

/** Lists that are joined; of the names in the last two, each file may repeat those of the files before it. */
const JOINED = ['streams', 'expect', 'claims', 'requirements'];
const NAMES = ['claims', 'requirements'];
/** Settings that hold a path relative to the file that writes them: themselves, or under the key named here. */
const PATHS: Readonly<Record<string, string | null>> = { profile: null, trace: 'file' };

/** One file of a scenario, and where it lies as seen from the scenario. */
interface File {
  readonly source: YamlText;
  readonly path: string;
}

/** Puts a scenario together. Its paths are relative to the scenario's own file. */
export function mergeParts(own: YamlText, parts: readonly IncludedPart[]): Merged {
  const faults = [own, ...parts.map(({ source }) => source)].flatMap((source) => source.faults);
  if (typeof own.value !== 'object' || own.value === null || Array.isArray(own.value)) {
    return { value: own.value, pieces: [], faults };
  }
  const files: File[] = [...parts, { source: own, path: '' }];
  const settings = SHARED_KEYS.flatMap((key) => {
    const setting = settingOf(key, files);
    return setting ? [setting] : [];
  });
  const values = settings.map(({ key, value }) => [key, value] as const);
  return {
    value: Object.fromEntries([...Object.entries(own.value), ...values]),
    pieces: settings.flatMap(({ pieces }) => pieces),
    faults,
  };
}

interface MergedSetting {
  readonly key: string;
  readonly value: unknown;
  readonly pieces: readonly Piece[];
}

function settingOf(key: string, files: readonly File[]): MergedSetting | undefined {
  const writers = files.filter(({ source }) => source.at([key]) !== undefined);
  const last = writers.at(-1);
  if (!last) return undefined;
  const value = last.source.at([key]);
  const piece: Piece = { path: [key], origin: last.source, at: [key] };
  if (JOINED.includes(key) && Array.isArray(value)) return joined(key, piece, writers);
  return { key, value: withPath(key, last.path, value), pieces: [piece] };
}

function joined(key: string, list: Piece, writers: readonly File[]): MergedSetting {
  const items: { value: unknown; origin: Origin; at: YamlPath }[] = [];
  const known = new Set<unknown>();
  for (const { source } of writers) {
    const own = source.at([key]);
    const repeatable = new Set(known);
    for (const [index, value] of Array.isArray(own) ? own.entries() : []) {
      if (NAMES.includes(key) && repeatable.delete(value)) continue;
      known.add(value);
      items.push({ value, origin: source, at: [key, index] });
    }
  }
  const pieces = items.map(({ origin, at }, index) => ({ path: [key, index], origin, at }));
  return { key, value: items.map(({ value }) => value), pieces: [list, ...pieces] };
}

function withPath(key: string, file: string, value: unknown): unknown {
  const within = PATHS[key];
  if (within === undefined) return value;
  if (within === null) return fromScenario(file, value);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, within)) return value;
  return { ...value, [within]: fromScenario(file, value[within as keyof typeof value]) };
}

function fromScenario(file: string, path: unknown): unknown {
  if (file === '' || typeof path !== 'string' || !/\S/.test(path) || posix.isAbsolute(path)) return path;
  return posix.join(posix.dirname(file), path);
}
