// What the files of this folder share: how a command is performed, and how it shows its examples.
// Holds no command of its own, and knows nothing of what any of them does.

import type { Command } from 'commander';
import type { Session } from '../session.ts';

/** Hands the session to the work of a command and keeps the exit code it returns. */
export type Perform = (work: (session: Session) => Promise<number>) => Promise<void>;

/** Adds examples to the help of a command. */
export function withExamples(command: Command, examples: readonly string[]): Command {
  return command.addHelpText('after', ['', 'Examples:', ...examples.map((line) => `  $ ${line}`)].join('\n'));
}
