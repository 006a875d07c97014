// The `selftest` command: every planted fault, and who caught it, as a table or as JSON. A mutant that lives makes
// the exit code 1.

import type { Command } from 'commander';
import { EXIT } from '../../domain/failure.ts';
import type { MutantResult } from '../../selftest/mutant.ts';
import type { SelftestResult } from '../../selftest/run-selftest.ts';
import type { Session } from '../session.ts';
import { type Perform, withExamples } from './command.ts';

interface SelftestFlags {
  readonly json?: boolean;
  readonly witnesses?: boolean;
}

/** Adds `selftest`. */
export function addSelftestCommand(program: Command, perform: Perform): void {
  const command = program
    .command('selftest')
    .summary('plant every known fault and show who catches it')
    .description(
      'Plant every fault that a throttle like this can have, each on the least traffic that shows it, and show that ' +
        'the check that should catch it does, while the shipped throttle passes the same traffic. In virtual time.',
    )
    .option('--json', 'print the result as JSON')
    .option('--witnesses', 'show what convicts each mutant')
    .action(() => perform((session) => selftest(command.opts<SelftestFlags>(), session)));
  withExamples(command, [
    'stormproof selftest',
    'stormproof selftest --witnesses',
    'stormproof selftest --json',
  ]);
}

async function selftest({ json, witnesses }: SelftestFlags, session: Session): Promise<number> {
  const result = await session.operations.runSelftest();
  const text = json
    ? `${JSON.stringify(result, null, 2)}\n`
    : await selftestText(result, witnesses === true, session);
  await session.out.write(text);
  return result.passed ? EXIT.pass : EXIT.fail;
}

async function selftestText(result: SelftestResult, witnesses: boolean, { out }: Session): Promise<string> {
  const { tableLines } = await import('../terminal-table.ts');
  const { colours } = out;
  const mark = (good: boolean): string => (good ? colours.green('✔') : colours.red('✖'));
  const rows = result.mutants.map((mutant) => [
    { text: isGood(mutant) ? '✔' : '✖', paint: isGood(mutant) ? colours.green : colours.red },
    { text: mutant.id, paint: colours.bold },
    { text: witnesses ? `${mutant.fault}: ${mutant.witness ?? 'nothing convicts it'}` : mutant.fault },
    { text: outcomeOf(mutant) },
    { text: String(mutant.alerts) },
  ]);
  const columns = [
    { head: '' },
    { head: 'Fault' },
    { head: 'Planted', gives: true },
    { head: 'Caught by' },
    { head: 'Alerts', align: 'right' as const },
  ];
  const caught = result.mutants.filter(({ caught: of }) => of).length;
  const innocent = result.mutants.every(({ shippedPasses }) => shippedPasses);
  return [
    ...tableLines(columns, rows, out.columns(), colours),
    '',
    `${mark(caught === result.mutants.length)} ${caught} of ${result.mutants.length} planted faults caught`,
    `${mark(innocent)} the shipped throttle ${innocent ? 'passes' : 'does not pass'} the same traffic`,
    `${mark(result.canary.failed)} the canary, wrong about everything, ${result.canary.failed ? 'fails' : 'passes'}`,
    '',
  ].join('\n');
}

function isGood({ caught, shippedPasses }: MutantResult): boolean {
  return caught && shippedPasses;
}

function outcomeOf({ caught, caughtBy, shippedPasses }: MutantResult): string {
  if (!caught) return `NOT CAUGHT by ${caughtBy}`;
  return shippedPasses ? caughtBy : `${caughtBy}, WRONGLY TOO`;
}
