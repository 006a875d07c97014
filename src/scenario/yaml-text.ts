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
import type { Origin, Place } from './origin.ts';
import { quotable } from './printable.ts';
import { faultsOf, nestingFault, type YamlFault } from './yaml-fault.ts';
import { valueAt, type YamlPath } from './yaml-path.ts';

/** Something YAML forbids, at its place. */
export type PlacedFault = Pick<YamlFault, 'message' | 'hint'> & { readonly place: Place };

/** One YAML text, its plain value and its places. */
export class YamlText implements Origin {
  readonly file: string;
  readonly text: string;
  readonly faults: readonly PlacedFault[];
  /** True when the structure is in doubt, so that nothing can be said about the values. */
  readonly unreadable: boolean;
  /** The text as plain data; null when it is unreadable. */
  readonly value: unknown;
  readonly #lines = new LineCounter();
  readonly #document: Document | null;

  /** Reads the text of a file. */
  constructor(text: string, file: string) {
    this.file = file;
    this.text = text.replace(/^\uFEFF/, '');
    const tooDeep = nestingFault(this.text);
    this.#document = tooDeep ? null : this.#parse();
    const faults = this.#document ? faultsOf(this.#document) : [tooDeep!];
    this.faults = faults.map(({ offset, message, hint }) => ({ message, hint, place: this.#place(offset) }));
    this.unreadable = faults.some(({ fatal }) => fatal);
    this.value = this.unreadable ? null : this.#document?.toJS();
  }

  /** The plain value at the path; undefined when nothing is there. */
  at(path: YamlPath): unknown {
    return valueAt(this.value, path);
  }

  written(path: YamlPath): string | undefined {
    const node = this.#resolved(this.#node(path));
    if (isCollection(node))
      return `${node.items.length === 0 ? 'an empty' : 'a'} ${isMap(node) ? 'map' : 'list'}`;
    if (!isScalar(node)) return path.length === 0 || this.#pairOrItem(path) ? '' : undefined;
    return quotable(this.text.slice(node.range?.[0] ?? 0, node.range?.[1] ?? 0));
  }

  placeOfValue(path: YamlPath): Place {
    const node = this.#node(path);
    const [start = 0, end = 0] = node?.range ?? [];
    if (node && end > start) return this.#place(start);
    return path.length === 0 ? this.#place(0) : this.placeOfKey(path);
  }

  placeOfKey(path: YamlPath): Place {
    const found = this.#pairOrItem(path);
    const key = found && 'key' in found ? (found.key as Node) : found;
    return key?.range ? this.#place(key.range[0]) : this.placeOfValue(path.slice(0, -1));
  }

  #place(offset: number): Place {
    const { line, col } = this.#lines.linePos(Math.min(offset, this.text.length));
    return { file: this.file, text: this.text, line: Math.max(1, line), column: Math.max(1, col) };
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
