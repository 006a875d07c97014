// The lines of a trace that cannot be used: counted all, kept with place and frame as far as a person will read them.
// Decides nothing: whether one of them is enough to refuse the trace is said elsewhere.

import type { Diagnostic } from '../domain/diagnostic.ts';
import { MAX_BAD_LINES_SHOWN } from '../domain/limits.ts';
import { lineFrame } from '../scenario/code-frame.ts';
import type { RowFault } from './trace-row.ts';

/** Bad lines of one file. */
export class BadLines {
  /** Lines with something wrong. */
  lines = 0;
  /** Things wrong, on all of them. */
  mistakes = 0;
  readonly #file: string;
  readonly #shown: Diagnostic[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  /** What is wrong with the first bad lines. */
  get shown(): readonly Diagnostic[] {
    return this.#shown;
  }

  /** Adds a line. `columnOf` says where on it a field stands, counted from 1. */
  add(
    text: string,
    line: number,
    faults: readonly RowFault[],
    columnOf: (field: RowFault['field']) => number,
  ): void {
    this.lines++;
    this.mistakes += faults.length;
    if (this.lines > MAX_BAD_LINES_SHOWN) return;
    for (const { field, message, hint } of faults) {
      const column = columnOf(field);
      this.#shown.push({
        file: this.#file,
        line,
        column,
        message,
        hint,
        frame: lineFrame(text, line, column),
      });
    }
  }
}
