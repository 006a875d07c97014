// The document of a sweep goes in, lines for a terminal come out: the verdict, a table per scenario with its axes
// first, then what is wrong or not possible, then what was swept. Figures give way, the least telling first, until a
// table fits.

import { countText } from '../report/quantity.ts';
import { FIGURE_COLUMNS, NOTHING } from '../report/sweep-columns.ts';
import { type Remark, type SweepSummary, type SweptTable, summariseSweep } from '../report/sweep-summary.ts';
import { HEADLINE } from '../report/verdict-words.ts';
import type { SweepDocument } from '../sweep/sweep-document.ts';
import { paintFor } from './summary-text.ts';
import type { Colours } from './terminal.ts';
import { type Column, tableLines } from './terminal-table.ts';
import { textWidth, wrapText } from './text-width.ts';

/** How the text is drawn. */
interface Style {
  readonly colours: Colours;
  readonly columns: number;
}

const LABEL_WIDTH = 11;
/** Rows of one table; the files have all of them. */
const MOST_ROWS = 200;
const NOT_POSSIBLE = 'n/p';
/** Remarks of one kind that are shown; the report has all of them. */
const MOST_REMARKS = 8;
/** Figures that are left out where there is no room, in this order. */
const GIVES_WAY = ['discarded', 'unreported', 'release', 'delivered', 'engage', 'peak', 'silence'];
const UNITS =
  'Counts are Alerts, times are scenario time. Time to engage and to release are medians over the storm keys; the ' +
  'peak is Alerts within a minute, of so many without a throttle.';

/** The sweep as text, ending with a line break. */
export function sweepText(sweep: SweepDocument, style: Style & { readonly directory: string }): string {
  const summary = summariseSweep(sweep);
  const several = summary.tables.length > 1;
  const blocks = [
    headline(summary, style),
    ...summary.tables.map((table) => [
      ...(several ? tableTitle(table, style) : []),
      ...cellTable(table, style),
    ]),
    remarkLines('Wrong', summary.failures, style.colours.red, style),
    remarkLines(`Not possible (${NOT_POSSIBLE})`, summary.notPossible, style.colours.yellow, style),
    wrapText(UNITS, style.columns).map(style.colours.dim),
    [...summary.facts, { label: 'Files', lines: [style.directory] }].flatMap((fact) => labelled(fact, style)),
    summary.notes.flatMap((note) => wrapText(note, style.columns).map(style.colours.dim)),
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headline({ verdict, subject, conclusion }: SweepSummary, { colours, columns }: Style): string[] {
  const word = HEADLINE[verdict];
  const paint = paintFor(verdict, colours);
  const badge = colours.isColorSupported ? paint(colours.inverse(colours.bold(` ${word} `))) : word;
  const indent = ' '.repeat(textWidth(badge) + 2);
  const below = wrapText(conclusion, columns - indent.length).map((line) => indent + paint(line));
  return [`${badge}  ${colours.bold(subject)}`, ...below];
}

function tableTitle({ scenario, title }: SweptTable, { colours, columns }: Style): string[] {
  const oneLine = textWidth(`${scenario}  ${title}`) <= columns;
  return oneLine
    ? [`${colours.bold(scenario)}  ${title}`, '']
    : [colours.bold(scenario), ...wrapText(title, columns), ''];
}

/** The table of cells, with as many figures as there is room for; axes give way only when those have gone. */
function cellTable({ rows, ...rest }: SweptTable, style: Style): string[] {
  const idle = FIGURE_COLUMNS.filter((_, at) =>
    rows.every(({ figures }) => !figures || figures[at] === NOTHING),
  );
  const table = { ...rest, rows: rows.slice(0, MOST_ROWS) };
  const more = rows.length - MOST_ROWS;
  const dim = (text: string): string[] => wrapText(text, style.columns).map(style.colours.dim);
  const below = more > 0 ? dim(`… and ${countText(more)} more cells: see the files.`) : [];
  for (let left = 0; ; left++) {
    const without = GIVES_WAY.slice(0, left);
    const last = left === GIVES_WAY.length;
    const lines = drawn(table, [...without, ...idle.map(({ id }) => id)], last, style);
    if (!last && lines.some((line) => textWidth(line) > style.columns)) continue;
    const names = FIGURE_COLUMNS.filter((column) => without.includes(column.id) && !idle.includes(column));
    if (names.length === 0) return [...lines, ...below];
    const note = `No room for ${names.map(({ id }) => id).join(', ')}: widen the terminal, or see the files.`;
    return [...lines, ...below, ...dim(note)];
  }
}

function drawn(
  { axes, rows }: SweptTable,
  without: readonly string[],
  gives: boolean,
  { colours, columns }: Style,
): string[] {
  const shown = [...FIGURE_COLUMNS.entries()].filter(([, { id }]) => !without.includes(id));
  const heads: Column[] = [
    { head: '\n#', align: 'right' },
    ...axes.map((name): Column => ({ head: brokenInTwo(name), align: 'right', gives })),
    ...shown.map(([, { head }]): Column => ({ head: head.join('\n'), align: 'right' })),
    { head: '\nVerdict' },
  ];
  const lines = rows.map(({ cell, values, figures, verdict, verdictText }) => {
    const paint = verdict === null ? colours.yellow : paintFor(verdict, colours);
    return [
      { text: String(cell), paint: colours.dim },
      ...values.map((text) => ({ text, paint: colours.bold })),
      ...shown.map(([at]) => ({ text: figures?.[at] ?? '' })),
      { text: figures === null ? NOT_POSSIBLE : verdictText, paint },
    ];
  });
  return tableLines(heads, lines, columns, colours);
}

/** A long name over two lines, broken after its first part; a short one below an empty line. */
function brokenInTwo(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 || name.length <= 8 ? `\n${name}` : `${name.slice(0, dot + 1)}\n${name.slice(dot + 1)}`;
}

function remarkLines(
  what: string,
  remarks: readonly Remark[],
  paint: (text: string) => string,
  { columns }: Style,
): string[] {
  if (remarks.length === 0) return [];
  const shown = remarks
    .slice(0, MOST_REMARKS)
    .flatMap(({ cells, text }) =>
      wrapText(`${cells}  ${text}`, columns - 2).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`),
    );
  const more = remarks.length - MOST_REMARKS;
  return [paint(what), ...shown, ...(more > 0 ? [`  … and ${more} more in the files`] : [])];
}

function labelled(
  { label, lines }: { readonly label: string; readonly lines: readonly string[] },
  { colours, columns }: Style,
): string[] {
  const wrapped = lines.flatMap((line) => wrapText(line, columns - LABEL_WIDTH));
  return wrapped.map(
    (line, at) => (at === 0 ? colours.dim(label.padEnd(LABEL_WIDTH)) : ' '.repeat(LABEL_WIDTH)) + line,
  );
}
