// The `list` command: the scenario library comes out as a table or as JSON.
// Reads the library through the operations only; starts nothing.

import type { Command } from 'commander';
import { EXIT } from '../../domain/failure.ts';
import { plainText } from '../../report/plain-text.ts';
import { timeSpan } from '../../report/quantity.ts';
import type { ListedScenario } from '../../run/scenario-library.ts';
import type { Session } from '../session.ts';
import { type Perform, withExamples } from './command.ts';

/** Adds `list`. */
export function addListCommand(program: Command, perform: Perform): void {
  const command = program
    .command('list')
    .summary('list the scenarios of the library')
    .description('List the scenarios that come with stormproof: what each is for, and how long it takes.')
    .option('--json', 'print the list as JSON, with descriptions, claims and paths')
    .action(() => perform((session) => list(command.opts<{ json?: boolean }>().json === true, session)));
  withExamples(command, ['stormproof list', 'stormproof list --json']);
}

async function list(json: boolean, session: Session): Promise<number> {
  const scenarios = await session.operations.listScenarios();
  await session.out.write(
    json ? `${JSON.stringify(scenarios, null, 2)}\n` : await tableText(scenarios, session),
  );
  return EXIT.pass;
}

async function tableText(scenarios: readonly ListedScenario[], { out }: Session): Promise<string> {
  const { tableLines } = await import('../terminal-table.ts');
  const rows = scenarios.map((scenario) => [
    { text: plainText(scenario.name), paint: out.colours.bold },
    { text: plainText(scenario.title) },
    { text: scenario.requirements.map(plainText).join(', ') },
    { text: timeSpan(scenario.durationUs / scenario.timeScale) },
  ]);
  const columns = [
    { head: 'Scenario' },
    { head: 'What for', gives: true },
    { head: 'Requirement', gives: true },
    { head: 'Time', align: 'right' as const },
  ];
  const table = tableLines(columns, rows, out.columns(), out.colours);
  const way = out.colours.dim('Run one with: stormproof run <scenario>');
  return `${[...table, '', way].join('\n')}\n`;
}
