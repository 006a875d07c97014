import picocolors from 'picocolors';
import { expect, it } from 'vitest';
import { summaryText } from '../../src/cli/summary-text.ts';
import { textWidth } from '../../src/cli/text-width.ts';
import type { RunDocument } from '../../src/record/run-document.ts';
import { exampleRun, failedRun } from '../report/example-run.ts';

const plain = picocolors.createColors(false);
const drawn = (run: RunDocument, columns = 80, colours = plain): string =>
  summaryText(run, { colours, columns, directory: 'runs/20260304T101530Z-single-device-storm' });
const widest = (text: string): number => Math.max(...text.split('\n').map(textWidth));

it('begins with the verdict, the scenario and the reason.', () => {
  const [first, second] = drawn(exampleRun()).split('\n');
  expect(first).toBe('PASS  single-device-storm  One meter repeats one Alert far above its threshold');
  expect(second).toBe('      6 checks passed; not exercised: metadata-values.');
});

it.each([80, 100, 120, 200])('keeps every line of a summary within %i columns.', (columns) => {
  const coloured = picocolors.createColors(true);
  for (const run of [exampleRun(), failedRun(), failedRun({ verdict: 'inconclusive', claims: [] })]) {
    expect(widest(drawn(run, columns))).toBeLessThanOrEqual(columns);
    expect(widest(drawn(run, columns, coloured))).toBeLessThanOrEqual(columns);
  }
});

it('shows the bounds in the table where there is room, and with the findings always.', () => {
  expect(drawn(exampleRun(), 160)).toMatch(/Measured +Bound\n/);
  expect(drawn(exampleRun(), 80)).not.toMatch(/Measured +Bound/);
  expect(drawn(failedRun(), 80).replace(/\s+/g, ' ')).toContain(
    'Bound: no decision differs from the reference model.',
  );
});

it('shows a failed check with the ledger entries that convict it.', () => {
  const text = drawn(failedRun());
  expect(text).toMatch(/✖ {2}decisions +FAIL +12,345/);
  expect(text).toMatch(/02-53-50-02-00-00-00-01 {2}81C3 +7 {2}0:06:00\.000412 {2}discard {2}throttled/);
});

it('gives the figures, the seed, the hashes and the place of the record.', () => {
  const text = drawn(exampleRun());
  for (const part of [
    /planned 12,345 → sent 12,345 → received 12,345/,
    /response {2}p50 {2}1\.24 ms {2}p99 3\.87 ms {2}max 18\.2 ms/,
    /0 late, 0 dropped/,
    /illustrative \(illustrative: values chosen for testing; not DCC's\)/,
    /seed 7,/,
    /plan 77ab10c9de02/,
    /runs\/20260304T101530Z-single-device-storm/,
    /Simulated devices; MQTT is the harness’ stand-in/,
  ]) {
    expect(text).toMatch(part);
  }
});

it('lets no title steer the terminal or break out of its line.', () => {
  const hostile = '\u001b[2J\u001b]0;owned\u0007 ok\nPASS  everything';
  const text = drawn(exampleRun({ scenario: { name: hostile, title: hostile, hash: 'x' } }));
  expect(text).not.toContain('\u001b');
  expect(text).not.toMatch(/^PASS {2}everything/m);
  expect(widest(text)).toBeLessThanOrEqual(80);
});

it('stays within the width when a check has a very long name.', () => {
  const id = `expect: ${'a-stream-with-a-long-name.'.repeat(6)}discarded > 0`;
  const checks = exampleRun().checks.map((check) => ({ ...check, id }));
  expect(widest(drawn(exampleRun({ checks })))).toBeLessThanOrEqual(80);
});
