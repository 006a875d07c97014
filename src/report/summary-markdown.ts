// A run document goes in, `summary.md` comes out: fit for a pull request, a ticket or a CI job summary.
// Holds nothing that the terminal's summary does not hold.

import type { RunDocument } from '../record/run-document.ts';
import { markdownText, markdownTable as table } from './markdown.ts';
import { type Finding, type RunSummary, summarise } from './run-summary.ts';
import { HEADLINE, MARK, VERDICT_WORD } from './verdict-words.ts';

/** The summary of a run as a Markdown file. */
export const summaryMarkdown = {
  file: 'summary.md',
  render(run: RunDocument): string {
    const summary = summarise(run);
    const sections = [
      [`# ${HEADLINE[summary.verdict]}: ${markdownText(summary.scenario)}`],
      [markdownText(summary.title)],
      [`**Verdict: ${summary.verdict}.** ${markdownText(summary.why)}`],
      ['## Checks'],
      checksTable(summary),
      ...summary.findings.flatMap(findingSections),
      ...latencySections(summary),
      ['## Figures'],
      figuresTable(summary),
      summary.notes.map((note) => `> ${markdownText(note)}`),
    ];
    return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
  },
} as const;

function checksTable({ checks }: RunSummary): string[] {
  const rows = checks.map((check) => [
    `${MARK[check.verdict]} ${markdownText(check.id)}`,
    markdownText(check.requirement),
    VERDICT_WORD[check.verdict],
    check.exercised,
    markdownText(check.measured),
    markdownText(check.bound),
  ]);
  return table(['Check', 'Requirement', 'Verdict', 'Exercised', 'Measured', 'Bound'], rows, [3]);
}

function findingSections(finding: Finding): string[][] {
  const rows = finding.entries.map((entry) => entry.map(markdownText));
  const heads = finding.columns.map(({ head }) => head);
  const numeric = finding.columns.flatMap((column, index) => (column.numeric ? [index] : []));
  return [
    [`### ${MARK[finding.verdict]} ${markdownText(finding.id)}`],
    [markdownText(`${finding.reason} ${finding.comparison}`)],
    finding.witness === null ? [] : [markdownText(finding.witness)],
    rows.length === 0 ? [] : table(heads, rows, numeric),
  ].filter((lines) => lines.length > 0);
}

function latencySections({ latency }: RunSummary): string[][] {
  if (latency.length === 0) return [];
  const rows = latency.map((row) => [row.name, row.since, row.p50, row.p99, row.max]);
  const columns = ['Time', 'Counted', 'p50', 'p99', 'max'];
  return [['## Latency to the User'], table(columns, rows, [2, 3, 4])];
}

function figuresTable({ facts }: RunSummary): string[] {
  return table(
    ['', ''],
    facts.map((fact) => [`**${fact.label}**`, fact.lines.map(markdownText).join('<br>')]),
  );
}
