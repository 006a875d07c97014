import { expect, it } from 'vitest';
import { sweepCsv } from '../../src/report/sweep-csv.ts';
import type { SweepCell } from '../../src/sweep/sweep-document.ts';
import { exampleCell, exampleFigures, exampleSweep, failedCell } from './example-sweep.ts';

/** The fields of each line under their headings. No field of these tests holds a comma unless it is said. */
const rows = (cells: readonly SweepCell[]): Record<string, string>[] => {
  const [head, ...lines] = sweepCsv.render(exampleSweep({ cells })).trimEnd().split('\r\n');
  const names = head!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((field, at) => [names[at]!, field])));
};

it('has a row per cell: values, verdict, every figure with its unit, and where they come from.', () => {
  expect(rows([exampleCell(1, [5, '30m'], exampleFigures(400, 40))])).toEqual([
    {
      ...{ cell: '1', scenario: 'single-device-storm', status: 'ran', verdict: 'pass', failed_checks: '' },
      ...{ 'profile.default.threshold': '5', 'profile.default.window.length': '30m' },
      ...{ received: '1000', delivered: '600', discarded: '400', reduction: '0.4' },
      ...{ honest_received: '600', honest_lost: '40', storm_keys: '2' },
      ...{ engaged_keys: '2', engage_median_s: '400', engage_longest_s: '400' },
      ...{ released_keys: '1', release_median_s: '400', release_longest_s: '400' },
      ...{ silence_s: '400', silence_storm_s: '400', silence_honest_s: '60', unreported: '40' },
      ...{ peak_user: 'Supplier', peak_per_minute: '20' },
      ...{ unthrottled_peak_user: 'Supplier', unthrottled_peak_per_minute: '60' },
      ...{ alerts: '1000', seed: '7', profile: 'illustrative', reasons: '' },
    },
  ]);
});

it('leaves empty what was not measured, and says why a cell is not possible.', () => {
  const [quiet, impossible] = rows([
    exampleCell(1, [5, '30m'], exampleFigures(0)),
    { cell: 2, scenario: 0, settings: [], status: 'not-possible', reasons: ['one', 'two'] },
  ]);
  expect(quiet).toMatchObject({ engage_median_s: '', release_longest_s: '', silence_s: '' });
  expect(impossible).toMatchObject({
    ...{
      'profile.default.threshold': '',
      status: 'not-possible',
      verdict: '',
      delivered: '',
      reasons: 'one; two',
    },
  });
});

it('names the checks that failed.', () => {
  expect(rows([failedCell(exampleCell(1, [5, '30m'], exampleFigures(0)))])[0]).toMatchObject({
    ...{ verdict: 'fail', failed_checks: 'decisions' },
  });
});

it('quotes what holds commas, quotes or line breaks, as RFC 4180 has it.', () => {
  const rule = { rule: 'quiet', for: '1h' };
  const text = sweepCsv.render(exampleSweep({ cells: [exampleCell(1, [rule, 'a\nb'], exampleFigures(0))] }));
  expect(text).toContain('1,single-device-storm,"{""rule"":""quiet"",""for"":""1h""}","a\nb",ran,pass,');
});
