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
import { faultsOf, nestingFault, type YamlFault } from './yaml-fault.ts';

/** Where a value hangs in a document: map keys and list indices from the root. */
export type YamlPath = readonly (string | number)[];

/** A line and a column, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A YAML document, its plain value and its places. */
export class YamlSource {
  readonly file: string;
  readonly text: string;
  readonly faults: readonly YamlFault[];
  /** The document as plain data; null when a fault leaves its structure in doubt. */
  readonly value: unknown;
  readonly #lines = new LineCounter();
  readonly #document: Document | null;

  constructor(text: string, file: string) {
    this.file = file;
    this.text = text.replace(/^\uFEFF/, '');
    const tooDeep = nestingFault(this.text);
    this.#document = tooDeep ? null : this.#parse();
    const faults = this.#document ? faultsOf(this.#document) : [tooDeep!];
    const readable = faults.every((fault) => !fault.fatal);
    this.value = readable ? this.#document?.toJS() : null;
    this.faults = faults;
  }

  /** True when the structure is in doubt, so that nothing can be said about the values. */
  get unreadable(): boolean {
    return this.faults.some((fault) => fault.fatal);
  }

  /** True when the document writes something at the path, be it an empty value. */
  has(path: YamlPath): boolean {
    return path.length === 0 || this.#pairOrItem(path) !== undefined;
  }

  /** The value at the path as written, or in words when it is no scalar; undefined when nothing is there. */
  written(path: YamlPath): string | undefined {
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
    const node = this.#node(path);
    const [start = 0, end = 0] = node?.range ?? [];
    if (node && end > start) return this.position(start);
    return path.length === 0 ? this.position(0) : this.placeOfKey(path);
  }

  /** Where the key at the end of the path is written; its parent's place when missing. */
  placeOfKey(path: YamlPath): Position {
    const found = this.#pairOrItem(path);
    const key = found && 'key' in found ? (found.key as Node) : found;
    return key?.range ? this.position(key.range[0]) : this.placeOfValue(path.slice(0, -1));
  }

  /** Turns an offset into the text into a line and a column. */
  position(offset: number): Position {
    const { line, col } = this.#lines.linePos(Math.min(offset, this.text.length));
    return { line: Math.max(1, line), column: Math.max(1, col) };
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
