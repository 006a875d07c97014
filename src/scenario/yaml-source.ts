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

/** A document put together from more than its own text; a later piece lies over the earlier ones. */
export interface Merged {
  readonly value: unknown;
  readonly pieces: readonly Piece[];
  /** What YAML itself has against any of the texts. */
  readonly faults: readonly PlacedFault[];
}

/** A document, its plain value and its places. */
export class YamlSource {
  readonly file: string;
  /** The document as plain data; null when a fault leaves its structure in doubt. */
  readonly value: unknown;
  /** What YAML itself has against what the document was made from. */
  readonly faults: readonly PlacedFault[];
  /** Settings that lead nowhere, with what is wrong with them. */
  readonly unplaced: readonly (SettingFault & { readonly place: Place })[];
  /** True when the structure is in doubt, so that nothing can be said about the values. */
  readonly unreadable: boolean;
  /** The first is the whole; a later one lies over the earlier ones. */
  readonly #pieces: readonly [Piece, ...Piece[]];

  /** Takes the text for the document, or what it was merged into; the settings take the place of what that says. */
  constructor(
    own: YamlText,
    settings: readonly Setting[] = [],
    merged: Merged = { value: own.value, pieces: [], faults: own.faults },
  ) {
    this.file = own.file;
    this.faults = merged.faults;
    this.unreadable = own.unreadable;
    let value = merged.value;
    const pieces: [Piece, ...Piece[]] = [{ path: [], origin: own, at: [] }, ...merged.pieces];
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

  /** The path of the value in the file that writes it: an item of a merged list has another number there. */
  asWritten(path: YamlPath): YamlPath {
    return this.#originOf(path).at;
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
