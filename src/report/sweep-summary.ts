// The document of a sweep in; what a person wants to read of it out, as plain data in reading order: the verdict, a
// table per scenario, what is wrong or not possible, and what must be known to judge the figures.

import type { Verdict } from '../domain/verdict.ts';
import type { SweepCell, SweepDocument } from '../sweep/sweep-document.ts';
import { plainText } from './plain-text.ts';
import { countOf, countText } from './quantity.ts';
import { axisNames, valueText } from './sweep-axes.ts';
import { numbersText, ranCells } from './sweep-cells.ts';
import { FIGURE_COLUMNS } from './sweep-columns.ts';
import { sweepFacts } from './sweep-facts.ts';
import { sweepNotes } from './sweep-notes.ts';
import { VERDICT_WORD } from './verdict-words.ts';

/** One cell as a row. */
export interface CellRow {
  readonly cell: number;
  readonly values: readonly string[];
  /** One text for each of FIGURE_COLUMNS; null for a cell that is not possible. */
  readonly figures: readonly string[] | null;
  /** The verdict, or that the cell is not possible. */
  readonly verdict: Verdict | null;
  readonly verdictText: string;
}

/** The cells of one scenario. */
export interface SweptTable {
  readonly scenario: string;
  readonly title: string;
  readonly axes: readonly string[];
  readonly rows: readonly CellRow[];
}

/** Cells of which the same is to be said. */
export interface Remark {
  readonly cells: string;
  readonly text: string;
}

/** Everything a summary shows, free of control characters and not yet laid out. */
export interface SweepSummary {
  readonly verdict: Verdict;
  readonly subject: string;
  readonly conclusion: string;
  readonly tables: readonly SweptTable[];
  readonly failures: readonly Remark[];
  readonly notPossible: readonly Remark[];
  readonly facts: readonly { readonly label: string; readonly lines: readonly string[] }[];
  readonly notes: readonly string[];
}

/** Puts a sweep into words. */
export function summariseSweep(sweep: SweepDocument): SweepSummary {
  const { scenarios, cells } = sweep;
  const names = scenarios.map(({ name }) => plainText(name));
  return {
    verdict: sweep.verdict,
    subject: names.length > 3 ? countOf(names.length, 'scenario') : names.join(', '),
    conclusion: conclusionOf(cells),
    tables: scenarios.map((scenario, index) => ({
      scenario: names[index]!,
      title: plainText(scenario.title),
      axes: axisNames(scenario.axes.map(({ path }) => path)),
      rows: cells.filter((cell) => cell.scenario === index).map(rowOf),
    })),
    failures: remarksOn(cells, remarksOf),
    notPossible: remarksOn(cells, (cell) => (cell.status === 'ran' ? [] : cell.reasons)),
    facts: sweepFacts(sweep),
    notes: sweepNotes(sweep),
  };
}

/** How it came out, in a sentence or two. */
function conclusionOf(cells: readonly SweepCell[]): string {
  const ran = ranCells(cells);
  const [failed, open] = (['fail', 'inconclusive'] as const).map(
    (verdict) => ran.filter((cell) => cell.verdict === verdict).length,
  );
  const of = `of ${countOf(ran.length, 'cell')}`;
  const notPossible = cells.length - ran.length;
  return [
    failed! > 0
      ? `The throttle was wrong in ${countText(failed!)} ${of}.`
      : `No check failed in ${countOf(ran.length, 'cell')}.`,
    ...(open! > 0 ? [`Inconclusive: ${countText(open!)} ${of}.`] : []),
    ...(notPossible > 0 ? [`Not possible: ${countOf(notPossible, 'combination')}.`] : []),
  ].join(' ');
}

function rowOf(cell: SweepCell): CellRow {
  const ran = cell.status === 'ran' ? cell : null;
  return {
    cell: cell.cell,
    values: cell.settings.map(({ value }) => valueText(value)),
    figures: ran && FIGURE_COLUMNS.map(({ text }) => text(ran.figures)),
    verdict: ran?.verdict ?? null,
    verdictText: ran ? VERDICT_WORD[ran.verdict] : 'not possible',
  };
}

/** The first check that failed, or else could not tell, with what it says; the others by name. */
function remarksOf(cell: SweepCell): string[] {
  if (cell.status !== 'ran') return [];
  const { failed, inconclusive } = cell.checks;
  const [[first, ...others], also] =
    failed.length > 0 ? [failed, 'also failed'] : [inconclusive, 'also inconclusive'];
  if (!first) return [];
  const rest = others.length === 0 ? '' : `; ${also}: ${others.map(({ id }) => id).join(', ')}`;
  return [`${first.id}: ${first.witness ?? first.reason}${rest}`];
}

/** The same words once, with the numbers of their cells. */
function remarksOn(cells: readonly SweepCell[], wordsOf: (cell: SweepCell) => readonly string[]): Remark[] {
  const found = new Map<string, number[]>();
  for (const cell of cells) {
    for (const words of wordsOf(cell)) {
      const numbers = found.get(words);
      if (numbers) numbers.push(cell.cell);
      else found.set(words, [cell.cell]);
    }
  }
  return [...found].map(([words, numbers]) => ({ cells: numbersText(numbers), text: plainText(words) }));
}
