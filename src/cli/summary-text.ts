// The summary of a run goes in, lines for a terminal come out: the verdict first and large, then the checks,
// then what convicts the failed ones, then the figures. Fits the width it is given; 80 columns are enough.

import type { RunDocument } from '../record/run-document.ts';
import { type CheckRow, type Finding, type RunSummary, summarise } from '../report/run-summary.ts';
import { HEADLINE, MARK, VERDICT_WORD } from '../report/verdict-words.ts';
import type { Colours } from './terminal.ts';
import { type Column, tableLines } from './terminal-table.ts';
import { textWidth, wrapText } from './text-width.ts';

/** How the summary is drawn. */
interface SummaryStyle {
  readonly colours: Colours;
  readonly columns: number;
  /** Where the record is, or null when there is nothing to point at. */
  readonly directory: string | null;
}

const LABEL_WIDTH = 11;
const UNMEASURED = ['not measured: nothing takes time in virtual time'];
/** In the table an expectation is known by its comparison; the room is better spent on what was measured. */
const EXPECTATION = /^expect: /;
/** Lines that a row of the table of checks may take on average. */
const TALLEST_ROW = 2;

/** The summary of a run as text, ending with a line break. */
export function summaryText(run: RunDocument, style: SummaryStyle): string {
  const summary = summarise(run);
  const facts = style.directory === null ? [] : [{ label: 'Record', lines: [style.directory] }];
  const [alerts, ...others] = summary.facts;
  const blocks = [
    headlines(summary, style),
    checkLines(summary.checks, style),
    ...summary.findings.map((finding) => findingLines(finding, style)),
    [
      ...[alerts!].flatMap((fact) => labelled(fact.label, fact.lines, style)),
      ...labelled('Latency', summary.latency.length === 0 ? UNMEASURED : latencyLines(summary), style),
      ...[...others, ...facts].flatMap((fact) => labelled(fact.label, fact.lines, style)),
    ],
    summary.notes.flatMap((note) => wrapText(note, style.columns).map(style.colours.dim)),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Colours by verdict; the meaning is always in the words too. */
export function paintFor(verdict: CheckRow['verdict'], colours: Colours): (text: string) => string {
  switch (verdict) {
    case 'pass':
      return colours.green;
    case 'fail':
      return colours.red;
    case 'inconclusive':
      return colours.yellow;
    case 'not-exercised':
      return colours.dim;
  }
}

function headlines(
  { verdict, scenario, title, why }: RunSummary,
  { colours, columns }: SummaryStyle,
): string[] {
  const word = HEADLINE[verdict];
  const paint = paintFor(verdict, colours);
  const badge = colours.isColorSupported ? paint(colours.inverse(colours.bold(` ${word} `))) : word;
  const indent = ' '.repeat(textWidth(badge) + 2);
  const [name, ...more] = wrapText(scenario, columns - indent.length);
  const oneLine = more.length === 0 && indent.length + textWidth(`${scenario}  ${title}`) <= columns;
  const below = (text: string): string[] =>
    wrapText(text, columns - indent.length).map((line) => indent + line);
  return [
    `${badge}  ${colours.bold(name!)}${oneLine ? `  ${title}` : ''}`,
    ...more.map((line) => indent + colours.bold(line)),
    ...(oneLine ? [] : below(title)),
    ...below(why).map(paint),
  ];
}

/**
 * The table of checks. Where the bounds would make it tall, they are left to the findings and to the files
 * of the record: what was measured is what a reader looks for.
 */
function checkLines(checks: readonly CheckRow[], { colours, columns }: SummaryStyle): string[] {
  const heads: Column[] = [
    { head: ' ' },
    { head: 'Check', gives: true },
    { head: 'Verdict' },
    { head: 'Exercised', align: 'right' },
    { head: 'Measured', gives: true },
    { head: 'Bound', gives: true },
  ];
  const rows = checks.map((check) => {
    const paint = paintFor(check.verdict, colours);
    const rest = check.verdict === 'not-exercised' ? { paint } : {};
    return [
      { text: MARK[check.verdict], paint },
      { text: check.id.replace(EXPECTATION, ''), ...rest },
      { text: VERDICT_WORD[check.verdict], paint },
      { text: check.exercised, ...rest },
      { text: check.measured, ...rest },
      { text: check.bound, ...rest },
    ];
  });
  const whole = tableLines(heads, rows, columns, colours);
  if (whole.length <= 2 + TALLEST_ROW * rows.length) return whole;
  const withoutBound = rows.map((row) => row.slice(0, -1));
  return tableLines(heads.slice(0, -1), withoutBound, columns, colours);
}

function findingLines(finding: Finding, { colours, columns }: SummaryStyle): string[] {
  const paint = paintFor(finding.verdict, colours);
  const prose = [finding.reason, finding.comparison, ...(finding.witness === null ? [] : [finding.witness])];
  const rows = finding.entries.map((entry) => entry.map((text) => ({ text })));
  const heads = finding.columns.map(({ head, numeric }, index, { length }): Column => {
    // Beside two moments a Device ID may have to be broken.
    const gives = index === length - 1 || (index === 0 && length > 6);
    return { head, align: numeric ? 'right' : 'left', gives };
  });
  const table = rows.length === 0 ? [] : tableLines(heads, rows, columns - 2, colours);
  return [
    `${paint(`${MARK[finding.verdict]} ${finding.id}`)}  ${colours.dim(finding.requirement)}`,
    ...prose.flatMap((text) => wrapText(text, columns - 2)).map((line) => `  ${line}`),
    ...table.map((line) => `  ${line}`),
  ];
}

function latencyLines({ latency }: RunSummary): string[] {
  const pad = (pick: 'p50' | 'p99' | 'max'): number => Math.max(...latency.map((row) => row[pick].length));
  const figure = (row: RunSummary['latency'][number], pick: 'p50' | 'p99' | 'max'): string =>
    `${pick} ${row[pick].padStart(pad(pick))}`;
  return latency.map(
    (row) =>
      `${row.name.padEnd(8)}  ${figure(row, 'p50')}  ${figure(row, 'p99')}  ${figure(row, 'max')}  ` +
      row.since,
  );
}

function labelled(label: string, lines: readonly string[], { colours, columns }: SummaryStyle): string[] {
  const wrapped = lines.flatMap((line) => wrapFact(line, columns - LABEL_WIDTH));
  return wrapped.map(
    (line, index) => (index === 0 ? colours.dim(label.padEnd(LABEL_WIDTH)) : ' '.repeat(LABEL_WIDTH)) + line,
  );
}

/** Runs of spaces align columns and must survive where nothing has to be broken. */
function wrapFact(line: string, width: number): string[] {
  return textWidth(line) <= width ? [line] : wrapText(line, width);
}
