// What is wrong with an input, and exactly where. All of them are gathered before anything is refused.
// Wording belongs to whoever found the mistake; printing to the command line.

import { StormError } from './failure.ts';

/** One thing wrong at one place; line and column count from 1. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The way out, when there is one to name: the nearest valid word, the expected form. */
  readonly hint: string | null;
  /** The offending lines with a caret, ready to print. */
  readonly frame: string;
}

/** An input that cannot be used, with every diagnostic found in it. */
export class InputError extends StormError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(path: string, diagnostics: readonly Diagnostic[]) {
    const count = diagnostics.length === 1 ? '1 mistake' : `${diagnostics.length} mistakes`;
    super('bad-input', { path, count });
    this.name = 'InputError';
    this.diagnostics = diagnostics;
  }
}
