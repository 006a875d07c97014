// YAML text in; plain values out, and for every value the place it was written at. What YAML itself forbids
// is kept as faults. It must never throw on any text, and never read a value other than YAML 1.2 does.

import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import { quotable } from './printable.ts';
import {
  type Place,
  resolvePath,
  type Setting,
  type SettingFault,
  withValue,
  type YamlPath,
} from './setting.ts';
import { faultsOf, nestingFault, type YamlFault } from './yaml-fault.ts';

export type { YamlPath };

/** A line and a column, counted from 1; in another text than the document's own where that is named. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly elsewhere?: Place | undefined;
}

/** A setting that has found its place in the document. */
interface AppliedSetting {
  readonly path: YamlPath;
  readonly place: Place;
}

/** A YAML document, its plain value and its places. */
export class YamlSource {
  readonly file: string;
  readonly text: string;
  readonly faults: readonly YamlFault[];
  /** The document as plain data; null when a fault leaves its structure in doubt. */
  readonly value: unknown;
  /** Settings that lead nowhere, with what is wrong with them. */
  readonly unplaced: readonly (SettingFault & { readonly place: Place })[];
  readonly #lines = new LineCounter();
  readonly #document: Document | null;
  readonly #settings: readonly AppliedSetting[];

  /** Reads the text; the settings take the place of what it says. */
  constructor(text: string, file: string, settings: readonly Setting[] = []) {
    this.file = file;
    this.text = text.replace(/^\uFEFF/, '');
    const tooDeep = nestingFault(this.text);
    this.#document = tooDeep ? null : this.#parse();
    const faults = this.#document ? faultsOf(this.#document) : [tooDeep!];
    const readable = faults.every((fault) => !fault.fatal);
    let value: unknown = readable ? this.#document?.toJS() : null;
    const applied: AppliedSetting[] = [];
    const unplaced: (SettingFault & { place: Place })[] = [];
    for (const setting of readable ? settings : []) {
      const { path, place = { file, text: this.text, line: 1, column: 1 } } = setting;
      const found = resolvePath(path, value);
      if ('message' in found) unplaced.push({ ...found, place });
      else {
        value = withValue(value, found, setting.value);
        applied.push({ path: found, place });
      }
    }
    this.value = value;
    this.faults = faults;
    this.unplaced = unplaced;
    this.#settings = applied;
  }

  /** True when the structure is in doubt, so that nothing can be said about the values. */
  get unreadable(): boolean {
    return this.faults.some((fault) => fault.fatal);
  }

  /** True when the document writes something at the path, be it an empty value. */
  has(path: YamlPath): boolean {
    if (path.length === 0 || this.#isTouched(path)) return path.length === 0 || this.at(path) !== undefined;
    return this.#pairOrItem(path) !== undefined;
  }

  /** The value at the path as written, or in words when it is no scalar; undefined when nothing is there. */
  written(path: YamlPath): string | undefined {
    if (this.#isTouched(path)) return inWords(this.at(path));
    const node = this.#resolved(this.#node(path));
    if (isCollection(node))
      return `${node.items.length === 0 ? 'an empty' : 'a'} ${isMap(node) ? 'map' : 'list'}`;
    if (!isScalar(node)) return this.has(path) ? '' : undefined;
    return quotable(this.text.slice(node.range?.[0] ?? 0, node.range?.[1] ?? 0));
  }

  /** The plain value at the path; undefined when nothing is there. */
  at(path: YamlPath): unknown {
    let value: unknown = this.value;
    for (const step of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
      value = (value as Record<string | number, unknown>)[step];
    }
    return value;
  }

  /** Where the value at the path begins; where its key does when it is empty; its parent's place when missing. */
  placeOfValue(path: YamlPath): Position {
    const setting = this.#settingAt(path);
    if (setting) return placeOf(setting);
    const node = this.#node(path);
    const [start = 0, end = 0] = node?.range ?? [];
    if (node && end > start) return this.position(start);
    return path.length === 0 ? this.position(0) : this.placeOfKey(path);
  }

  /** Where the key at the end of the path is written; its parent's place when missing. */
  placeOfKey(path: YamlPath): Position {
    const setting = this.#settingAt(path);
    if (setting) return placeOf(setting);
    const found = this.#pairOrItem(path);
    const key = found && 'key' in found ? (found.key as Node) : found;
    return key?.range ? this.position(key.range[0]) : this.placeOfValue(path.slice(0, -1));
  }

  /** Turns an offset into the text into a line and a column. */
  position(offset: number): Position {
    const { line, col } = this.#lines.linePos(Math.min(offset, this.text.length));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  /** The last setting at the path or above it. */
  #settingAt(path: YamlPath): AppliedSetting | undefined {
    return this.#settings.findLast((setting) => startsWith(path, setting.path));
  }

  /** True when the value at the path is not, or not wholly, what the text says. */
  #isTouched(path: YamlPath): boolean {
    return this.#settings.some((setting) => startsWith(path, setting.path) || startsWith(setting.path, path));
  }

  #parse(): Document {
    return parseDocument(this.text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      schema: 'core',
      resolveKnownTags: false,
    });
  }

  #node(path: YamlPath): Node | undefined {
    if (path.length === 0) return this.#document?.contents ?? undefined;
    const found = this.#pairOrItem(path);
    return found && 'key' in found ? ((found.value as Node | null) ?? undefined) : found;
  }

  #pairOrItem(path: YamlPath): Pair | Node | undefined {
    const parent = this.#resolved(this.#node(path.slice(0, -1)));
    const step = path.at(-1);
    if (!isCollection(parent)) return undefined;
    if (isMap(parent)) {
      return parent.items.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === String(step));
    }
    return typeof step === 'number' ? (parent.items[step] as Node | undefined) : undefined;
  }

  #resolved(node: Node | undefined): Node | undefined {
    return isAlias(node) && this.#document ? node.resolve(this.#document) : node;
  }
}

function startsWith(path: YamlPath, start: YamlPath): boolean {
  return start.every((step, depth) => String(path[depth]) === String(step));
}

function placeOf({ place }: AppliedSetting): Position {
  return { line: place.line, column: place.column, elsewhere: place };
}

function inWords(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  }
  return value === undefined ? undefined : quotable(String(value ?? ''));
}
