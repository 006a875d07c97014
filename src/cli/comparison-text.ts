// The report of a comparison goes in, lines for a terminal come out: each pair with its conclusion first,
// then records that were compared with nothing, then one line over all. Fits the width it is given.

import type { ComparisonReport, Judgement, UnpairedRecord } from '../compare/comparison.ts';
import { EXAMPLE_COLUMNS, KEY_COLUMNS, type RowSection } from '../report/comparison-rows.ts';
import {
  type ComparisonSummary,
  type JudgedCells,
  summariseComparison,
} from '../report/comparison-summary.ts';
import { comparisonHeadline, JUDGEMENT_MARK, JUDGEMENT_WORD } from '../report/comparison-words.ts';
import { plainText } from '../report/plain-text.ts';
import { countOf, countText } from '../report/quantity.ts';
import type { Colours } from './terminal.ts';
import { type Column, tableLines } from './terminal-table.ts';
import { wrapText } from './text-width.ts';

/** How the text is drawn. */
interface Style {
  readonly colours: Colours;
  readonly columns: number;
}

const LABEL_WIDTH = 11;

/** The report as text, ending with a line break. */
export function comparisonText(report: ComparisonReport, style: Style): string {
  const pairs = report.comparisons.map((comparison) => pairText(summariseComparison(comparison), style));
  const left = report.unpaired.flatMap((record) => unpairedLines(record, style));
  const several = report.comparisons.length + report.unreadable.length + report.unpaired.length > 1;
  const blocks = [
    ...pairs,
    ...(left.length === 0 ? [] : [left]),
    ...(several ? [wrapText(totalText(report), style.columns)] : []),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function pairText(summary: ComparisonSummary, style: Style): string[] {
  const blocks = [
    [...headline(summary, style), '', ...sides(summary, style)],
    identityLines(summary, style),
    judgedTable(CHECK_COLUMNS, summary.checks, style),
    ...summary.rows.map((section) => sectionLines(section, style)),
    judgedTable(FIGURE_COLUMNS, summary.figures, style),
  ].filter((lines) => lines.length > 0);
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function headline(
  { regressed, scenario, conclusion }: ComparisonSummary,
  { colours, columns }: Style,
): string[] {
  const word = comparisonHeadline(regressed);
  const paint = regressed ? colours.red : colours.green;
  const badge = colours.isColorSupported ? paint(colours.inverse(colours.bold(` ${word} `))) : word;
  return [`${badge}  ${colours.bold(scenario)}`, ...wrapText(conclusion, columns).map(paint)];
}

function sides({ baseline, run }: ComparisonSummary, style: Style): string[] {
  return [...labelled('Baseline', [baseline], style), ...labelled('Run', [run], style)];
}

function identityLines({ identity, cautions }: ComparisonSummary, style: Style): string[] {
  if (identity.length === 0) return [];
  const heads: Column[] = [
    { head: 'Not the same' },
    { head: 'Baseline', gives: true },
    { head: 'Run', gives: true },
  ];
  const rows = identity.map((cells) => cells.map((text) => ({ text })));
  return [
    ...tableLines(heads, rows, style.columns, style.colours),
    ...cautions.flatMap((text) => wrapText(text, style.columns)).map(style.colours.yellow),
  ];
}

const CHECK_COLUMNS: readonly Column[] = [
  { head: 'Check', gives: true },
  { head: 'Baseline' },
  { head: 'Run' },
  { head: 'Measured', gives: true },
];

const FIGURE_COLUMNS: readonly Column[] = [
  { head: 'Figure' },
  { head: 'Baseline', align: 'right' },
  { head: 'Run', align: 'right' },
  { head: 'Change', align: 'right', gives: true },
  { head: 'Allowed', align: 'right' },
];

function judgedTable(columns: readonly Column[], rows: readonly JudgedCells[], style: Style): string[] {
  if (rows.length === 0) return [];
  const drawn = rows.map(({ judgement, cells }) => {
    const paint = paintFor(judgement, style.colours);
    return [
      { text: JUDGEMENT_MARK[judgement], paint },
      ...cells.map((text) => ({ text })),
      { text: JUDGEMENT_WORD[judgement], paint },
    ];
  });
  return tableLines([{ head: ' ' }, ...columns, { head: 'Judged' }], drawn, style.columns, style.colours);
}

function sectionLines(
  { label, judgement, lines, keys, exampleOf, example }: RowSection,
  style: Style,
): string[] {
  const { colours, columns } = style;
  const paint = paintFor(judgement, colours);
  const table = (
    heads: readonly string[],
    rows: readonly (readonly string[])[],
    right: readonly number[],
  ) => {
    if (rows.length === 0) return [];
    const last = heads.length - 1;
    const drawn = heads.map((head, index): Column => {
      return { head, align: right.includes(index) ? 'right' : 'left', gives: index === last - 1 };
    });
    const cells = rows.map((row) => row.map((text) => ({ text })));
    return ['', ...tableLines(drawn, cells, columns - 2, colours).map((line) => `  ${line}`)];
  };
  return [
    ...labelled(label, lines, style, paint),
    ...table(KEY_COLUMNS, keys, [2, 3]),
    ...(exampleOf === '' ? [] : ['', ...wrapText(exampleOf, columns - 2).map((line) => `  ${line}`)]),
    ...table(EXAMPLE_COLUMNS, example, []).slice(1),
  ];
}

function paintFor(judgement: Judgement, colours: Colours): (text: string) => string {
  if (judgement === 'regression') return colours.red;
  if (judgement === 'improvement') return colours.green;
  return judgement === 'noted' ? colours.yellow : String;
}

function labelled(
  label: string,
  lines: readonly string[],
  { colours, columns }: Style,
  paint: (text: string) => string = String,
): string[] {
  const wrapped = lines.flatMap((line) => wrapText(line, columns - LABEL_WIDTH)).map(paint);
  return wrapped.map(
    (line, index) => (index === 0 ? colours.dim(label.padEnd(LABEL_WIDTH)) : ' '.repeat(LABEL_WIDTH)) + line,
  );
}

const REASON: Readonly<Record<UnpairedRecord['reason'], string>> = {
  'no-baseline': 'a run without a baseline',
  'no-run': 'a baseline without a run',
  older: 'not compared: there is a newer one of the same scenario, seed, profile and mode',
};

function unpairedLines(
  { directory, reason, judgement }: UnpairedRecord,
  { colours, columns }: Style,
): string[] {
  const paint = paintFor(judgement, colours);
  const text = `${JUDGEMENT_MARK[judgement]} ${plainText(directory)}: ${REASON[reason]}`;
  return wrapText(text, columns).map(paint);
}

function totalText({ comparisons, unpaired, unreadable }: ComparisonReport): string {
  const regressions = comparisons.filter(({ regressed }) => regressed).length;
  const missing = unpaired.filter(({ reason }) => reason === 'no-run').length;
  const parts = [
    `${countText(comparisons.length)} compared`,
    countOf(regressions, 'regression'),
    missing === 0 ? '' : `${countOf(missing, 'baseline')} without a run`,
    unreadable.length === 0 ? '' : `${countOf(unreadable.length, 'pair')} unreadable`,
  ];
  return parts.filter((text) => text !== '').join(', ');
}
