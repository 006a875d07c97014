// Gathers everything that is wrong with one document: paths and sentences in, diagnostics with places, hints
// and code frames out. It decides nothing; it must never drop or stop at the first.

import { type Diagnostic, InputError } from '../domain/diagnostic.ts';
import { codeFrame, linesOf } from './code-frame.ts';
import type { Position, YamlPath, YamlSource } from './yaml-source.ts';

/** The diagnostics of one document, gathered before any is thrown. */
export class Problems {
  readonly #source: YamlSource;
  readonly #lines: readonly string[];
  readonly #found = new Map<string, Diagnostic>();
  readonly #faulty = new Set<string>();

  /** Starts with what YAML itself has against the document. */
  constructor(source: YamlSource) {
    this.#source = source;
    this.#lines = linesOf(source.text);
    for (const fault of source.faults) {
      const place = source.position(fault.offset);
      this.#faulty.add(`${place.line}:${place.column}`);
      this.#add(place, fault.message, fault.hint);
    }
    for (const { message, hint, place } of source.unplaced) {
      this.#add({ ...place, elsewhere: place }, message, hint);
    }
  }

  /** Something is wrong with the value at the path, or it is missing. */
  atValue(path: YamlPath, message: string, hint: string | null = null): void {
    this.#add(this.#source.placeOfValue(path), message, hint);
  }

  /** Something is wrong with the key at the end of the path. Nothing is added to a key that YAML refuses. */
  atKey(path: YamlPath, message: string, hint: string | null = null): void {
    const place = this.#source.placeOfKey(path);
    if (!this.#faulty.has(`${place.line}:${place.column}`)) this.#add(place, message, hint);
  }

  /** Throws all that was found, in the order of the text; does nothing when nothing was. */
  throwIfAny(): void {
    if (this.#found.size === 0) return;
    const inOrder = this.#inOrder();
    throw new InputError(this.#source.file, inOrder);
  }

  #inOrder(): Diagnostic[] {
    return [...this.#found.values()].sort((a, b) => a.line - b.line || a.column - b.column);
  }

  #add({ line, column, elsewhere }: Position, message: string, hint: string | null): void {
    const file = elsewhere?.file ?? this.#source.file;
    const frame = codeFrame(elsewhere ? linesOf(elsewhere.text) : this.#lines, line, column);
    const diagnostic = { file, line, column, message, hint, frame };
    this.#found.set(keyOf(diagnostic), diagnostic);
  }
}

function keyOf({ file, line, column, message }: Diagnostic): string {
  return `${file}:${line}:${column}:${message}`;
}
