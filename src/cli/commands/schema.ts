// The `schema` command: the JSON Schema of scenarios, profiles or parts comes out, for editors and for whoever checks
// such files without stormproof. The files in schemas/ are what it prints.

import { Argument, type Command } from 'commander';
import { EXIT } from '../../domain/failure.ts';
import type { FileKind } from '../../scenario/file-kind.ts';
import type { Session } from '../session.ts';
import { type Perform, withExamples } from './command.ts';

const KINDS = ['scenario', 'profile', 'part'] as const satisfies readonly FileKind[];

/** Adds `schema`. */
export function addSchemaCommand(program: Command, perform: Perform): void {
  const command = program
    .command('schema')
    .summary('print the JSON Schema of scenario, profile or part files')
    .description(
      'Print the JSON Schema (draft 2020-12) of a kind of file. Editors use it to complete keys, to explain them and ' +
        'to mark what is wrong in form; what two settings must be to each other only `stormproof validate` knows.',
    )
    .addArgument(new Argument('[kind]', 'kind of file').choices(KINDS).default('scenario'))
    .action((kind: FileKind) => perform((session) => schema(kind, session)));
  withExamples(command, [
    'stormproof schema > scenario.schema.json',
    'stormproof schema profile > profile.schema.json',
    'stormproof schema part',
  ]);
}

async function schema(kind: FileKind, { operations, out }: Session): Promise<number> {
  await out.write(`${JSON.stringify(await operations.editorSchema(kind), null, 2)}\n`);
  return EXIT.pass;
}
