// The page stands alone, says what it must, shows what the document holds, and lets nothing in that is not text.

import { parseHTML } from 'linkedom';
import { describe, expect, it, test } from 'vitest';
import { SWEEP_REPORTERS } from '../../src/report/sweep-reporters.ts';
import { summariseSweep } from '../../src/report/sweep-summary.ts';
import type { SweepDocument } from '../../src/sweep/sweep-document.ts';
import { exampleCell, exampleFigures, exampleSweep, failedCell } from './example-sweep.ts';

const render = async (sweep: SweepDocument): Promise<string> => {
  const reporter = SWEEP_REPORTERS.find(({ file }) => file === 'report.html')!;
  return reporter.render(sweep);
};
const pageOf = async (sweep: SweepDocument) => parseHTML(await render(sweep)).document;
type Page = Awaited<ReturnType<typeof pageOf>>;
const textsOf = (page: Page, selector: string): string[] =>
  [...page.querySelectorAll(selector)].map((element) => element.textContent.trim());

describe('the page', () => {
  it('stands alone: no script, no network, no address at all but the name of SVG', async () => {
    const html = await render(exampleSweep());
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(/i);
    expect(html.match(/https?:[^"' )]*/g)?.filter((url) => url !== 'http://www.w3.org/2000/svg')).toEqual([]);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
  });

  it('is the same for the same document', async () => {
    expect(await render(exampleSweep())).toBe(await render(exampleSweep()));
  });

  it('says what was swept, how it came out, and what must be known of it', async () => {
    const page = await pageOf(exampleSweep({ settings: [{ path: 'seed', value: 7 }] }));
    expect(page.querySelector('h1')!.textContent).toBe('Sweep of single-device-storm');
    expect(textsOf(page, '.verdict')).toEqual([
      'PASS No check failed in 3 cells. Not possible: 1 combination.',
    ]);
    expect(textsOf(page, 'h2')).toEqual([
      ...['What was swept', 'Maps', 'Trade-offs', 'Not possible', 'Every cell', 'What the figures mean'],
    ]);
    const notes = textsOf(page, '.note').join('\n');
    expect(notes).toContain('The Devices are simulated');
    expect(notes).toContain('Illustrative thresholds: not taken from a live Traffic Management profile.');
    const facts = page.querySelector('dl')!.textContent;
    for (const fact of [
      'profile.default.threshold: 5, 10',
      'seed=7',
      '1,000 Alerts, 40 Devices, seed 7',
      'shipped with stormproof',
      'illustrative (illustrative: values chosen for testing), c0ffee123456',
      'stormproof 0.1.0',
    ]) {
      expect(facts).toContain(fact);
    }
  });

  it('has a row for every cell, in the words of the terminal', async () => {
    const page = await pageOf(exampleSweep());
    const rows = [...page.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent),
    );
    const [table] = summariseSweep(exampleSweep()).tables;
    expect(rows).toEqual(
      table!.rows.map(({ cell, values, figures, verdictText }) => [
        ...[`${cell}`, ...values, ...(figures ?? []), verdictText],
      ]),
    );
    expect(rows).toHaveLength(4);
  });

  it('prints the values of the maps in their squares, each map with a name for those who cannot see it', async () => {
    const page = await pageOf(exampleSweep());
    const maps = [...page.querySelectorAll('svg')].filter((svg) => svg.querySelector('[aria-label="cell"]'));
    expect(maps.map((svg) => svg.getAttribute('aria-label'))).toEqual([
      ...['Held back', 'Honest lost', 'Time to engage', 'Longest silence', 'Unreported', 'Peak at a User'],
    ]);
    for (const svg of maps) expect(svg.getAttribute('role')).toBe('img');
    const texts = [...maps[0]!.querySelectorAll('[aria-label="text"] text')].map((text) => text.textContent);
    expect(texts).toEqual(['40.0%', '50.0%', '30.0%', 'n/p']);
  });

  it('draws the curves with the numbers of their cells', async () => {
    const page = await pageOf(exampleSweep());
    const curves = [...page.querySelectorAll('svg')].filter((svg) => svg.querySelector('[aria-label="dot"]'));
    expect(curves.map((svg) => svg.getAttribute('aria-label'))).toEqual([
      ...['Held back, for honest Alerts lost', 'Held back, for the longest silence'],
    ]);
    expect(curves[0]!.textContent).toContain('#1');
    expect(curves[0]!.querySelector('title')!.textContent).toMatch(/^#\d: \d+\.\d% held back, /);
  });

  it('shows what was wrong before anything else, and frames it in the maps', async () => {
    const cells = [
      failedCell(exampleCell(1, [5, '30m'], exampleFigures(400))),
      exampleCell(2, [5, '1h'], exampleFigures(0)),
    ];
    const page = await pageOf(exampleSweep({ verdict: 'fail', cells }));
    expect(textsOf(page, '.verdict')).toEqual(['FAIL The throttle was wrong in 1 of 2 cells.']);
    expect(textsOf(page, 'h2')[1]).toBe('What was wrong');
    expect(textsOf(page, 'section:nth-of-type(2) li')).toEqual(['#1 decisions: three of them differ']);
    expect(page.querySelectorAll('rect[stroke="#000"], [stroke="#000"] rect').length).toBeGreaterThan(0);
  });

  it('holds a hundred remarks of one kind, and says where the others are', async () => {
    const cells = Array.from({ length: 130 }, (_, at) => {
      const cell = failedCell(exampleCell(at + 1, [5, '30m'], exampleFigures(400)));
      const failed = [
        { ...cell.checks.failed[0]!, witness: `witness ${at}` },
        { ...cell.checks.failed[0]!, id: 'floor' },
      ];
      return { ...cell, checks: { ...cell.checks, failed } };
    });
    const page = await pageOf(exampleSweep({ verdict: 'fail', cells }));
    const items = textsOf(page, 'section:nth-of-type(2) li');
    expect(items).toHaveLength(100);
    expect(items[7]).toBe('#8 decisions: witness 7; also failed: floor');
    expect(textsOf(page, 'section:nth-of-type(2) p')).toEqual(['30 more remarks in sweep.json.']);
  });

  it('does without maps and curves where no cell has anything to show', async () => {
    const [cell] = exampleSweep().cells;
    const page = await pageOf(exampleSweep({ cells: [cell!] }));
    expect(textsOf(page, 'h2')).not.toContain('Trade-offs');
  });
});

test('nothing that a scenario says becomes a tag, an attribute or a control character', async () => {
  const evil = '<img src=x onerror=alert(1)>"\'&\u001b[2J';
  const [scenario] = exampleSweep().scenarios;
  const axes = [{ path: `streams.${evil}`, values: [evil, '2'] }];
  const cells = [evil, '2'].map((value, at) => ({
    ...failedCell(exampleCell(at + 1, [], exampleFigures(100 + at, 5))),
    settings: [{ path: `streams.${evil}`, value }],
  }));
  const scenarios = [{ ...scenario!, name: evil, title: evil, axes, stormStreams: [evil] }];
  const html = await render(
    exampleSweep({ scenarios, cells, settings: [{ path: evil, value: { [evil]: evil } }] }),
  );
  expect(html).not.toMatch(/<img/);
  expect(html).not.toContain('\u001b');
  const page = parseHTML(html).document;
  for (const element of page.querySelectorAll('*')) {
    for (const attribute of element.attributes) expect(attribute.name).not.toMatch(/^on/);
  }
  expect(page.querySelector('h1')!.textContent).toContain('<img src=x');
});
