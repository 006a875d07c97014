import { expect, it } from 'vitest';
import { markdownText } from '../../src/report/markdown.ts';
import { summaryMarkdown } from '../../src/report/summary-markdown.ts';
import type { Reporter } from '../../src/run/run-options.ts';
import { exampleRun, failedRun } from './example-run.ts';

it('is a reporter that makes summary.md.', () => {
  const reporter: Reporter = summaryMarkdown;
  expect(reporter.file).toBe('summary.md');
});

it('gives verdict, reason and every check.', () => {
  const text = summaryMarkdown.render(exampleRun());
  expect(text).toMatch(/^# PASS: single-device-storm\n/);
  expect(text).toContain('**Verdict: pass.** 6 checks passed');
  expect(text.match(/^\| [✔✖?–] /gm)).toHaveLength(exampleRun().checks.length);
});

it('shows the entries that convict a failed check.', () => {
  const text = summaryMarkdown.render(failedRun());
  expect(text).toContain('### ✖ decisions');
  expect(text).toContain('| 02-53-50-02-00-00-00-01 | 81C3 | 7 | 0:06:00.000412 | discard | throttled |');
});

it('keeps every table row to the number of columns of its head, whatever a scenario calls itself.', () => {
  const hostile = 'a | b\n# <img src=x> [x](http://y) `z` \u001b[2J';
  const scenario = { name: hostile, title: hostile, hash: 'x' };
  const checks = exampleRun().checks.map((check) => ({ ...check, measured: hostile, id: hostile }));
  const text = summaryMarkdown.render(exampleRun({ scenario, checks }));
  const rows = text.split('\n').filter((line) => /^\| [✔–]/.test(line));
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(7);
  expect(text).not.toContain('\u001b');
  expect(text.match(/^# /gm)).toHaveLength(1);
  expect(text).not.toMatch(/(?<!\\)<img|(?<!\\)\[x/);
});

it('lets no title begin a list, a rule or a heading.', () => {
  expect(['- item', '1. item', '---', '===', '# x', '02-53', '0.5%', '== 0'].map(markdownText)).toEqual([
    '\\- item',
    '1\\. item',
    '\\---',
    '\\===',
    '\\# x',
    '02-53',
    '0.5%',
    '== 0',
  ]);
});
