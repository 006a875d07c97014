// What the readers of all formats share: lines come in one by one, with their numbers. A reader hands Alerts and bad
// lines to a builder and keeps nothing but what it needs for the next line.

import { MAX_TRACE_LINE } from '../domain/limits.ts';
import type { RowFault } from './trace-row.ts';

/** Reads the lines of one trace, in order. */
export interface LineReader {
  take(text: string, line: number): void;
  /** There are no more lines. */
  end(): void;
}

/** What is wrong with a line that is too long to be one. */
export const TOO_LONG: RowFault = {
  field: null,
  message: `a line may have at most ${MAX_TRACE_LINE} characters`,
  hint: null,
};
