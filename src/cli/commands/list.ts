// The `list` command: the scenario library or the Alert catalogue comes out, whole or searched, as a table or as JSON.
// Reads both through the operations only; starts nothing.

import { Argument, type Command } from 'commander';
import { EXIT } from '../../domain/failure.ts';
import type { Session } from '../session.ts';
import { type Perform, withExamples } from './command.ts';

const LISTS = ['scenarios', 'alerts'] as const;

const EXAMPLES = [
  'stormproof list',
  'stormproof list scenarios outage',
  'stormproof list scenarios isolation hub',
  'stormproof list alerts 81C3',
  'stormproof list alerts GSME tamper',
  'stormproof list alerts NetworkOperator --json',
] as const;

/** Adds `list`. */
export function addListCommand(program: Command, perform: Perform): void {
  const command = program
    .command('list')
    .summary('list the scenarios of the library, or the known Alert Codes')
    .description(
      'List the scenarios that come with stormproof, or what is publicly known of the Alert Codes. Words after ' +
        'it search: a scenario by anything it says of itself; an Alert by code, name, Device type or recipient. ' +
        'All of them must fit.',
    )
    .addArgument(new Argument('[what]', 'what to list').choices(LISTS).default('scenarios'))
    .argument('[word...]', 'words to search for')
    .option('--json', 'print the list as JSON, with all that is known')
    .action((what: (typeof LISTS)[number], words: string[]) =>
      perform((session) => list(what, words, command.opts<{ json?: boolean }>().json === true, session)),
    );
  withExamples(command, EXAMPLES);
}

async function list(
  what: (typeof LISTS)[number],
  words: readonly string[],
  json: boolean,
  session: Session,
): Promise<number> {
  const { scenarioList } = await import('../scenario-list.ts');
  const { alertList } = await import('../alert-list.ts');
  const found = what === 'alerts' ? await alertList(words, session) : await scenarioList(words, session);
  await session.out.write(json ? `${JSON.stringify(found.document, null, 2)}\n` : found.text());
  return EXIT.pass;
}
