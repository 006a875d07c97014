// What nobody caught goes in, its sentence goes to stderr, and the process ends with the exit code of a broken run:
// Node's own would be 1, which says that a check failed. The record under way is removed as the process exits.

import { StormError } from '../domain/failure.ts';
import { printFailure } from './print-failure.ts';
import { terminalOn } from './terminal.ts';

/** Ends the process over an error that no call could catch. */
export function lastWords(thrown: unknown): never {
  const err = terminalOn(process.stderr, process.env, 'auto');
  process.exit(printFailure(new StormError('uncaught', {}, thrown), { err, debug: true }));
}
