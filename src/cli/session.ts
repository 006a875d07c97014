// What one invocation of the command line works with: where it writes, what surrounds it, and who does the
// work. Everything is passed in, so a test can hold all of it in its hand.

import type { Operations } from './operations.ts';
import type { Environment } from './streams.ts';
import type { Terminal } from './terminal.ts';

/** Signals that ask a run to stop. */
export type StopSignal = 'SIGINT' | 'SIGTERM';

/** The process that surrounds the command line: who signals it, and how it ends at once. */
export interface Host {
  on(signal: StopSignal, listener: () => void): unknown;
  off(signal: StopSignal, listener: () => void): unknown;
  exit(code: number): unknown;
}

/** What every command works with. */
export interface Session {
  readonly operations: Operations;
  readonly env: Environment;
  readonly host: Host;
  readonly out: Terminal;
  readonly err: Terminal;
  readonly debug: boolean;
}
