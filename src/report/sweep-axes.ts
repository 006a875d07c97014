// Paths and values of what varies, as short as they can be told apart. Nothing of a scenario reaches a page or a
// screen but as plain text.

import { plainText } from './plain-text.ts';

/** Beginnings of a path that say nothing to somebody who reads of throttles and storms. */
const OBVIOUS = /^(?:profile\.(?:default\.|overrides\.)?|streams\.)/;

/** Values that are listed in full. */
const MOST_LISTED = 20;

/** A name for each path: without its obvious beginning, unless two would then be called the same. */
export function axisNames(paths: readonly string[]): string[] {
  const short = paths.map((path) => path.replace(OBVIOUS, ''));
  return short.map((name, at) =>
    plainText(short.indexOf(name) === short.lastIndexOf(name) ? name : paths[at]!),
  );
}

/** A value as somebody would write it on a line of its own: `1h`, `rule: quiet, for: 1h`. */
export function valueText(value: unknown): string {
  return nestedText(value).replace(/^\{(.+)\}$/, '$1');
}

/** Values one after another; of many, the first few and the last. */
export function valueList(values: readonly unknown[]): string {
  const texts = values.map(nestedText);
  if (texts.length <= MOST_LISTED) return texts.join(', ');
  return `${texts.slice(0, MOST_LISTED - 2).join(', ')}, … ${texts.at(-1)} (${texts.length} values)`;
}

/** The same, as it is written among others: a map in its braces. */
export function nestedText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(nestedText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, of]) => `${plainText(key)}: ${nestedText(of)}`);
    return `{${pairs.join(', ')}}`;
  }
  return plainText(String(value));
}
