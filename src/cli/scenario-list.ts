// Words in, the scenarios of the library that fit all of them out, for people and for programs.
// Shows what a scenario says of itself and judges nothing.

import { plainText } from '../report/plain-text.ts';
import { timeSpan } from '../report/quantity.ts';
import type { ListedScenario } from '../run/scenario-library.ts';
import type { Session } from './session.ts';
import type { Terminal } from './terminal.ts';
import { tableLines } from './terminal-table.ts';

/** What was found: as a document, and as text that ends with a line break. */
export interface FoundList {
  readonly document: readonly object[];
  text(): string;
}

/** Searches the library by name, title and requirement. */
export async function scenarioList(words: readonly string[], session: Session): Promise<FoundList> {
  const scenarios = (await session.operations.listScenarios()).filter((scenario) => fits(scenario, words));
  return { document: scenarios, text: () => listText(scenarios, words, session.out) };
}

function fits({ name, title, requirements }: ListedScenario, words: readonly string[]): boolean {
  const text = [name, title, ...requirements].join(' ').toLowerCase();
  return words.every((word) => text.includes(word.toLowerCase()));
}

function listText(scenarios: readonly ListedScenario[], words: readonly string[], out: Terminal): string {
  if (scenarios.length === 0) return `No scenario of the library fits: ${plainText(words.join(' '))}\n`;
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
