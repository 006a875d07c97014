// Gathers everything that is wrong with one document: paths and sentences in, diagnostics with places, hints
// and code frames out. It decides nothing; it must never drop or stop at the first.

import { type Diagnostic, InputError } from '../domain/diagnostic.ts';
import { codeFrame, linesOf } from './code-frame.ts';
import type { Place } from './origin.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** The diagnostics of one document, gathered before any is thrown. */
export class Problems {
  readonly #source: YamlSource;
  readonly #lines = new Map<string, readonly string[]>();
  readonly #found = new Map<string, Diagnostic>();
  readonly #faulty = new Set<string>();

  /** Starts with what YAML itself has against the document. */
  constructor(source: YamlSource) {
    this.#source = source;
    for (const { message, hint, place } of source.faults) {
      this.#faulty.add(this.#keyOf(place));
      this.#add(place, message, hint);
    }
    for (const { message, hint, place } of source.unplaced) this.#add(place, message, hint);
  }

  /** Something is wrong with the value at the path, or it is missing. */
  atValue(path: YamlPath, message: string, hint: string | null = null): void {
    this.#add(this.#source.placeOfValue(path), message, hint);
  }

  /** Something is wrong with the key at the end of the path. Nothing is added to a key that YAML refuses. */
  atKey(path: YamlPath, message: string, hint: string | null = null): void {
    const place = this.#source.placeOfKey(path);
    if (!this.#faulty.has(this.#keyOf(place))) this.#add(place, message, hint);
  }

  /** Takes over what was found in another document. */
  take(others: Problems): void {
    for (const [key, diagnostic] of others.#found) this.#found.set(key, diagnostic);
  }

  /** Throws all that was found, file by file in the order of their texts; does nothing when nothing was. */
  throwIfAny(): void {
    if (this.#found.size === 0) return;
    const inOrder = this.#inOrder();
    const [file, ...others] = new Set(inOrder.map((diagnostic) => diagnostic.file));
    throw new InputError(others.length > 0 ? this.#source.file : file!, inOrder);
  }

  /** The document's own file first, then the others as they came up. */
  #inOrder(): Diagnostic[] {
    const found = [...this.#found.values()];
    const files = [...new Set([this.#source.file, ...found.map(({ file }) => file)])];
    const rank = ({ file }: Diagnostic): number => files.indexOf(file);
    return found.sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
  }

  #add(place: Place, message: string, hint: string | null): void {
    const { file, line, column } = place;
    const frame = codeFrame(this.#linesOf(place), line, column);
    this.#found.set(`${this.#keyOf(place)}:${message}`, { file, line, column, message, hint, frame });
  }

  /** Tells any two places apart; every `--set` is a text of its own. */
  #keyOf(place: Place): string {
    const { file, line, column } = place;
    return JSON.stringify([file, line, column, this.#linesOf(place)[line - 1]]);
  }

  #linesOf({ text }: Place): readonly string[] {
    const lines = this.#lines.get(text) ?? linesOf(text);
    this.#lines.set(text, lines);
    return lines;
  }
}
