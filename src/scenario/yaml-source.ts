// A document as the checks see it: one plain value, put together from pieces, and for every value the place it was
// written at, be it in the document's own text, in another file or on the command line. Decides nothing.

import { inWords, type Origin, type Place, setFrom } from './origin.ts';
import { resolvePath, type Setting, type SettingFault, withValue } from './setting.ts';
import { startsWith, valueAt, type YamlPath } from './yaml-path.ts';
import type { PlacedFault, YamlText } from './yaml-text.ts';

export type { YamlPath };

/** What stands at `path` in a document was written in the origin, where it stands at `at`. */
export interface Piece {
  readonly path: YamlPath;
  readonly origin: Origin;
  readonly at: YamlPath;
}

/** A document, its plain value and its places. */
export class YamlSource {
  readonly file: string;
  /** The document as plain data; null when a fault leaves its structure in doubt. */
  readonly value: unknown;
  /** What YAML itself has against the document's text. */
  readonly faults: readonly PlacedFault[];
  /** Settings that lead nowhere, with what is wrong with them. */
  readonly unplaced: readonly (SettingFault & { readonly place: Place })[];
  /** True when the structure is in doubt, so that nothing can be said about the values. */
  readonly unreadable: boolean;
  /** The first is the whole; a later one lies over the earlier ones. */
  readonly #pieces: readonly [Piece, ...Piece[]];

  /** Takes the text for the document; the settings take the place of what it says. */
  constructor(own: YamlText, settings: readonly Setting[] = []) {
    this.file = own.file;
    this.faults = own.faults;
    this.unreadable = own.unreadable;
    let value = own.value;
    const pieces: [Piece, ...Piece[]] = [{ path: [], origin: own, at: [] }];
    const unplaced: (SettingFault & { place: Place })[] = [];
    for (const setting of own.unreadable ? [] : settings) {
      const { path, place = { file: own.file, text: own.text, line: 1, column: 1 } } = setting;
      const found = resolvePath(path, value);
      if ('message' in found) unplaced.push({ ...found, place });
      else {
        value = withValue(value, found, setting.value);
        pieces.push({ path: found, origin: setFrom(place, found, setting.value), at: found });
      }
    }
    this.value = value;
    this.unplaced = unplaced;
    this.#pieces = pieces;
  }

  /** True when the document says something at the path, be it an empty value. */
  has(path: YamlPath): boolean {
    return path.length === 0 || this.at(path) !== undefined;
  }

  /** The plain value at the path; undefined when nothing is there. */
  at(path: YamlPath): unknown {
    return valueAt(this.value, path);
  }

  /** The value at the path as written, or in words when it is no scalar; undefined when nothing is there. */
  written(path: YamlPath): string | undefined {
    const { origin, at, whole } = this.#originOf(path);
    return whole ? origin.written(at) : inWords(this.at(path));
  }

  /** Where the value at the path begins; where its key does when it is empty; its parent's place when missing. */
  placeOfValue(path: YamlPath): Place {
    const { origin, at } = this.#originOf(path);
    return origin.placeOfValue(at);
  }

  /** Where the key at the end of the path is written; its parent's place when missing. */
  placeOfKey(path: YamlPath): Place {
    const { origin, at } = this.#originOf(path);
    return origin.placeOfKey(at);
  }

  /** Who wrote what is at the path, and where it stands there; `whole` when nobody else wrote into it. */
  #originOf(path: YamlPath): { origin: Origin; at: YamlPath; whole: boolean } {
    const last = this.#pieces.findLastIndex((piece) => startsWith(path, piece.path));
    const { path: start, origin, at } = this.#pieces[last]!;
    const whole = !this.#pieces.some((piece, index) => index > last && startsWith(piece.path, path));
    return { origin, at: [...at, ...path.slice(start.length)], whole };
  }
}
