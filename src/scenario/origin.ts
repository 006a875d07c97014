// Where values were written: a text that knows the place of each, or one place that answers for a value set from
// outside. Documents are put together from pieces of both.

import { quotable } from './printable.ts';
import { valueAt, type YamlPath } from './yaml-path.ts';

/** A place in a text; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** What can say of each of its values where and how it was written. */
export interface Origin {
  /** The value at the path as written, or in words when it is no scalar; undefined when nothing is there. */
  written(path: YamlPath): string | undefined;
  /** Where the value at the path begins; where its key does when it is empty; its parent's place when missing. */
  placeOfValue(path: YamlPath): Place;
  /** Where the key at the end of the path is written; its parent's place when missing. */
  placeOfKey(path: YamlPath): Place;
}

/** A value that was set at `at` from one place outside of the document. */
export function setFrom(place: Place, at: YamlPath, value: unknown): Origin {
  return {
    written: (path) => inWords(valueAt(value, path.slice(at.length))),
    placeOfValue: () => place,
    placeOfKey: () => place,
  };
}

/** A plain value as a sentence names it; undefined when there is none. */
export function inWords(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  }
  return value === undefined ? undefined : quotable(String(value ?? ''));
}
