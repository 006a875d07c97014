// What is wrong with an input, each with the file it is in, as rows a test can hold against.

import { InputError } from '../../src/domain/diagnostic.ts';

/** Place, message and hint of everything that the work refuses; no rows when it succeeds. */
export function faultsOf(work: () => unknown): [string, string, string | null][] {
  try {
    work();
    return [];
  } catch (thrown) {
    if (!(thrown instanceof InputError)) throw thrown;
    return thrown.diagnostics.map(({ file, line, column, message, hint }) => [
      `${file}:${line}:${column}`,
      message,
      hint,
    ]);
  }
}
