// The parts that a scenario includes: their paths out of its text for whoever reads the files, and the texts found
// there, or not, against the items of `include`. Touches no file.

import { posix } from 'node:path';
import { MAX_PARTS } from '../domain/limits.ts';
import { fileKind } from './file-kind.ts';
import { checkPart } from './parse-part.ts';
import { quotable } from './printable.ts';
import { Problems } from './problems.ts';
import { YamlSource } from './yaml-source.ts';
import { YamlText } from './yaml-text.ts';

/** The text of a part; `path` is as `include` writes it, `file` as diagnostics name it. */
export interface PartText {
  readonly path: string;
  readonly file: string;
  readonly text: string;
}

/** A part that could not be read, and why; null when it is not there. */
export interface LostPart {
  readonly path: string;
  readonly cause: string | null;
}

/** A part that can be merged; `path` as `include` writes it. */
export interface IncludedPart {
  readonly path: string;
  readonly source: YamlText;
}

/** The parts of a scenario as far as they are sound. */
export interface Inclusion {
  readonly parts: readonly IncludedPart[];
  /** False when something that is to be included is not there: then nothing can be said of the whole. */
  readonly whole: boolean;
  /** What is wrong with `include` and with the form of each part. */
  readonly problems: readonly Problems[];
}

const INCLUDE = 'include';

/** The paths that the text of a scenario includes, each once, as it writes them. */
export function includedPaths(text: string): string[] {
  return [...new Set(itemsOf(new YamlText(text, '')).filter(isPath))].slice(0, MAX_PARTS);
}

/** The part that has the last word on a setting; undefined when the scenario has it, or nobody says it. */
export function partThatSays(
  key: string,
  text: string,
  parts: readonly (PartText | LostPart)[],
): PartText | undefined {
  const says = (one: string): boolean => new YamlText(one, '').at([key]) !== undefined;
  return says(text) ? undefined : parts.filter((part) => 'text' in part).findLast((part) => says(part.text));
}

/** Matches the texts of parts with what a scenario includes. */
export function includeParts(own: YamlText, given: readonly (PartText | LostPart)[]): Inclusion {
  const problems = new Problems(new YamlSource(own));
  const include = own.at([INCLUDE]);
  const items = itemsOf(own);
  if (items.length > MAX_PARTS) {
    problems.atKey([INCLUDE], `\`include\` names ${items.length} parts; at most ${MAX_PARTS} are possible`);
    return { parts: [], whole: false, problems: [problems] };
  }
  let whole = include === undefined || (Array.isArray(include) && items.every(isPath));
  const parts: IncludedPart[] = [];
  const forms: Problems[] = [];
  const seen = new Set<string>();
  for (const [item, path] of items.entries()) {
    if (!isPath(path)) continue;
    const found = given.find((part) => part.path === path) ?? { path, cause: null };
    const twice = seen.has(posix.normalize(path));
    seen.add(posix.normalize(path));
    if (twice || 'cause' in found || fileKind(found.text) !== 'part') {
      problems.atValue([INCLUDE, item], ...(twice ? twiceIncluded(path) : noPart(found)));
      whole &&= twice;
      continue;
    }
    const source = new YamlText(found.text, found.file);
    forms.push(checkPart(source));
    whole &&= !source.unreadable;
    if (!source.unreadable) parts.push({ path, source });
  }
  return { parts, whole, problems: [problems, ...forms] };
}

function twiceIncluded(path: string): [message: string, hint: string] {
  return [`${quotable(path)} is included twice`, 'once is enough'];
}

function noPart(found: PartText | LostPart): [message: string, hint: string] {
  const path = quotable(found.path);
  if ('cause' in found) {
    return found.cause === null
      ? [`${path} is not there`, 'the path is relative to the file that includes it']
      : [`${path} cannot be read (${found.cause})`, 'check that it is a file and that you may read it'];
  }
  const kind = fileKind(found.text);
  if (kind === 'profile') return [`${path} is a profile, not a part`, 'name it with `profile`'];
  return kind === 'scenario'
    ? [`${path} is a scenario, not a part`, 'move what both share into a file that starts with `part: 1`']
    : [`${path} is no part`, 'a part starts with `part: 1`'];
}

function itemsOf(own: YamlText): readonly unknown[] {
  const items = own.at([INCLUDE]);
  return Array.isArray(items) ? items : [];
}

function isPath(item: unknown): item is string {
  return typeof item === 'string' && /\S/.test(item);
}
