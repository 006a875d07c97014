// The document of a sweep in, `report.html` out: one page that stands alone, without network and without script, made
// to be read, printed and attached to a ticket. Holds nothing that the document does not hold.

import type { SweepDocument } from '../sweep/sweep-document.ts';
import { type HtmlCell, htmlFacts, htmlProse, htmlTable, htmlText } from './html.ts';
import { drawCurve, drawHeatMap, type HeatMap } from './plot.ts';
import { countOf, shortHash } from './quantity.ts';
import { ranCells } from './sweep-cells.ts';
import { FIGURE_COLUMNS } from './sweep-columns.ts';
import { tradeOffs } from './sweep-curves.ts';
import { type MapFamily, mapFamilies } from './sweep-maps.ts';
import { PAGE_STYLE } from './sweep-page-style.ts';
import {
  type CellRow,
  type Remark,
  type SweepSummary,
  type SweptTable,
  summariseSweep,
} from './sweep-summary.ts';
import { HEADLINE } from './verdict-words.ts';

/** Remarks of one kind that the page holds. */
const MOST_REMARKS = 100;

/** The report of a sweep. */
export function sweepPage(sweep: SweepDocument): string {
  const summary = summariseSweep(sweep);
  const title = `Sweep of ${summary.subject}`;
  const body = [
    `<header><h1>${htmlText(title)}</h1>`,
    verdictLine(summary),
    ...summary.notes.map((note) => `<p class="note">${htmlProse(note)}</p>`),
    '</header>',
    section('What was swept', scenarioList(sweep) + htmlFacts(summary.facts)),
    remarks('What was wrong', summary.failures),
    mapsSection(sweep),
    curvesSection(sweep),
    remarks('Not possible', summary.notPossible),
    section('Every cell', summary.tables.map((table) => cellsOf(table, summary)).join('\n')),
    section('What the figures mean', meanings()),
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${htmlText(title)}</title>`,
    `<style>${PAGE_STYLE}</style></head>`,
    '<body>',
    ...body.filter((part) => part !== ''),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function verdictLine({ verdict, conclusion }: SweepSummary): string {
  return `<p class="verdict ${verdict}"><strong>${HEADLINE[verdict]}</strong> ${htmlText(conclusion)}</p>`;
}

function section(title: string, content: string): string {
  return content === '' ? '' : `<section><h2>${htmlText(title)}</h2>\n${content}\n</section>`;
}

function scenarioList({ scenarios }: SweepDocument): string {
  const items = scenarios.map(({ name, title, hash, stormStreams }) => {
    const storm =
      stormStreams.length === 0 ? 'no stream marked as a storm' : `storm: ${stormStreams.join(', ')}`;
    const aside = htmlText(`(${storm}; ${shortHash(hash)})`);
    return `<li><strong>${htmlText(name)}</strong> ${htmlText(title)} <small>${aside}</small></li>`;
  });
  return `<ul>${items.join('\n')}</ul>\n`;
}

function mapsSection(sweep: SweepDocument): string {
  const families = mapFamilies(sweep).filter(({ figures }) => figures.length > 0);
  if (families.length === 0) return '';
  const legend =
    '<p>Darker is more, blue where that is the purpose and orange where it is the price; each figure has a scale of ' +
    'its own. n/p: not possible. –: nothing to measure. A heavy frame: the throttle did not pass there.</p>';
  const several = families.length > 1;
  return section('Maps', legend + families.map((family) => familyMaps(family, several)).join('\n'));
}

function familyMaps({ scenarios, figures }: MapFamily, several: boolean): string {
  const heading = several ? `<h3>${htmlText(scenarios.join(', '))}</h3>\n` : '';
  if (figures.every(({ maps }) => maps.length === 1)) {
    const drawn = figures.map(({ title, meaning, maps }) => mapFigure(title, meaning, maps[0]!.map));
    return `${heading}<div class="row">${drawn.join('\n')}</div>`;
  }
  const rows = figures.map(({ title, meaning, maps }) => {
    const drawn = maps.map(({ caption, map }) => mapFigure(caption, '', map)).join('\n');
    return `<h3>${htmlText(title)} <small>${htmlText(meaning)}</small></h3>\n<div class="row">${drawn}</div>`;
  });
  return heading + rows.join('\n');
}

function mapFigure(title: string, meaning: string, map: HeatMap): string {
  const small = meaning === '' ? '' : `<br><small>${htmlText(meaning)}</small>`;
  return `<figure><figcaption><strong>${htmlText(title)}</strong>${small}</figcaption>${drawHeatMap(map)}</figure>`;
}

function curvesSection(sweep: SweepDocument): string {
  const several = sweep.scenarios.length > 1;
  const parts = sweep.scenarios.flatMap(({ name }, index) => {
    const cells = ranCells(sweep.cells).filter(({ scenario }) => scenario === index);
    if (cells.length < 2) return [];
    const figures = tradeOffs(cells).map(({ title, curve, remark }) => {
      const drawn = curve === null ? '' : drawCurve(curve);
      const caption = `<strong>${htmlText(title)}</strong><br><small>${htmlText(remark)}</small>`;
      return `<figure><figcaption>${caption}</figcaption>${drawn}</figure>`;
    });
    const heading = several ? `<h3>${htmlText(name)}</h3>\n` : '';
    return [`${heading}<div class="row">${figures.join('\n')}</div>`];
  });
  if (parts.length === 0) return '';
  const legend =
    '<p>Each dot is a cell, or several that came to the same; the numbers are those of the table below. Up and to ' +
    'the left is better. The line joins the best: no other cell does as well in both.</p>';
  return section('Trade-offs', legend + parts.join('\n'));
}

function remarks(title: string, found: readonly Remark[]): string {
  if (found.length === 0) return '';
  const items = found
    .slice(0, MOST_REMARKS)
    .map(({ cells, text }) => `<li><strong>${htmlText(cells)}</strong> ${htmlProse(text)}</li>`);
  const more = found.length - items.length;
  const rest = more > 0 ? `<p>${countOf(more, 'more remark')} in sweep.json.</p>` : '';
  return section(title, `<ul>${items.join('\n')}</ul>${rest}`);
}

function cellsOf({ scenario, title, axes, rows }: SweptTable, { tables }: SweepSummary): string {
  const heads: HtmlCell[] = [
    { text: '#', kind: 'number' },
    ...axes.map((text): HtmlCell => ({ text, kind: 'number' })),
    ...FIGURE_COLUMNS.map(
      ({ head }): HtmlCell => ({ text: head.join(' ').replace('- ', ''), kind: 'number' }),
    ),
    { text: 'Verdict' },
  ];
  const heading =
    tables.length > 1 ? `<h3>${htmlText(scenario)} <small>${htmlText(title)}</small></h3>\n` : '';
  return `${heading}<div class="wide">${htmlTable(heads, rows.map(cellRow))}</div>`;
}

function cellRow({ cell, values, figures, verdict, verdictText }: CellRow): HtmlCell[] {
  const number = (text: string): HtmlCell => ({ text, kind: 'number' });
  const start = [number(`${cell}`), ...values.map(number)];
  if (figures === null)
    return [...start, { text: verdictText, kind: 'open', span: FIGURE_COLUMNS.length + 1 }];
  const bad = verdict === 'fail' ? ({ kind: 'bad' } as const) : {};
  return [...start, ...figures.map(number), { text: verdictText, ...bad }];
}

function meanings(): string {
  const facts = FIGURE_COLUMNS.map(({ head, meaning }) => ({
    label: head.join(' ').replace('- ', ''),
    lines: [`${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`],
  }));
  const units =
    '<p>Counts are Alerts. Times are scenario time. A storm key is a Device and an Alert Code that a stream marked ' +
    'with <code>storm: true</code> sends on; every other key is honest.</p>';
  return units + htmlFacts(facts);
}
