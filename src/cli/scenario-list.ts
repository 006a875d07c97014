// Words in, the scenarios of the library that fit all of them out, for people and for programs.
// Shows what a scenario says of itself and judges nothing.

import { plainText } from '../report/plain-text.ts';
import { countOf, timeSpan } from '../report/quantity.ts';
import type { ListedScenario } from '../run/scenario-library.ts';
import type { Session } from './session.ts';
import type { Terminal } from './terminal.ts';
import { tableLines, tableWidth } from './terminal-table.ts';
import { wrapText } from './text-width.ts';

/** What was found: as a document, and as text that ends with a line break. */
export interface FoundList {
  readonly document: readonly object[];
  text(): string;
}

/** Searches the library by everything that a scenario says of itself in words. */
export async function scenarioList(words: readonly string[], session: Session): Promise<FoundList> {
  const scenarios = (await session.operations.listScenarios()).filter((scenario) => fits(scenario, words));
  return { document: scenarios, text: () => listText(scenarios, words, session.out) };
}

function fits(scenario: ListedScenario, words: readonly string[]): boolean {
  const { name, title, description, requirements, claims, comment } = scenario;
  const said = [name, title, description, ...requirements, ...claims, ...Object.values(comment)];
  const text = said.join(' ').toLowerCase();
  return words.every((word) => text.includes(word.toLowerCase()));
}

function listText(scenarios: readonly ListedScenario[], words: readonly string[], out: Terminal): string {
  if (scenarios.length === 0) return `No scenario of the library fits: ${plainText(words.join(' '))}\n`;
  const columns = [
    { head: 'Scenario' },
    { head: 'What for', gives: true },
    { head: 'Requirement' },
    { head: 'Time', align: 'right' as const },
  ];
  const rowsWith = (inText: (requirements: readonly string[]) => string) =>
    scenarios.map((scenario) => [
      { text: plainText(scenario.name), paint: out.colours.bold },
      { text: plainText(scenario.title) },
      { text: inText(scenario.requirements.map(plainText)) },
      { text: timeText(scenario) },
    ]);
  const flat = rowsWith(onOneLine);
  const rows = tableWidth(columns, flat) <= out.columns() ? flat : rowsWith((names) => names.join('\n'));
  const table = tableLines(columns, rows, out.columns(), out.colours);
  const legend = scenarios.some(isForVirtualTime) ? '; `virtual`: run it with --virtual' : '';
  const notes = [
    `${countOf(scenarios.length, 'scenario')}. Time: all its runs over MQTT${legend}.`,
    'Run one with: stormproof run <scenario>',
  ].flatMap((note) => wrapText(note, out.columns()));
  return `${[...table, '', ...notes.map(out.colours.dim)].join('\n')}\n`;
}

/** What a name shares with the one before it, up to its last hyphen, is said once: `SECMP0062-1, -2`. */
function onOneLine(names: readonly string[]): string {
  const stem = (name: string): string => name.slice(0, name.lastIndexOf('-') + 1);
  return names
    .map((name, at) => {
      const shared = at > 0 && stem(name) === stem(names[at - 1]!) ? stem(name).length - 1 : 0;
      return name.slice(Math.max(0, shared));
    })
    .join(', ');
}

function timeText(scenario: ListedScenario): string {
  const { durationUs, timeScale, runs } = scenario;
  return isForVirtualTime(scenario) ? 'virtual' : timeSpan((runs * durationUs) / timeScale);
}

function isForVirtualTime({ comment }: ListedScenario): boolean {
  return comment.runWith?.startsWith('--virtual') === true;
}
