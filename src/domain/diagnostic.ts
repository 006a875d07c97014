// What is wrong with an input, and exactly where. All of them are gathered before anything is refused.
// Wording belongs to whoever found the mistake; printing to the command line.

import { type FailureKind, StormError } from './failure.ts';

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

/** How an input is refused, and how many mistakes it has when not all of them are kept. */
export interface Refusal {
  readonly kind: Extract<FailureKind, 'bad-input' | 'bad-trace' | 'trace-empty'>;
  readonly mistakes: number;
}

/** An input that cannot be used, with every diagnostic found in it, or the first of very many. */
export class InputError extends StormError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(
    path: string,
    diagnostics: readonly Diagnostic[],
    { kind, mistakes }: Refusal = { kind: 'bad-input', mistakes: diagnostics.length },
  ) {
    const shown = mistakes > diagnostics.length ? `, of which ${diagnostics.length} are shown,` : '';
    const count = mistakes === 1 ? '1 mistake' : `${mistakes} mistakes${shown}`;
    super(kind, { path, count });
    this.name = 'InputError';
    this.diagnostics = diagnostics;
  }
}
