import picocolors from 'picocolors';
import { expect, it } from 'vitest';
import { sweepText } from '../../src/cli/sweep-text.ts';
import { textWidth } from '../../src/cli/text-width.ts';
import type { SweepDocument } from '../../src/sweep/sweep-document.ts';
import { exampleCell, exampleFigures, exampleSweep } from '../report/example-sweep.ts';

const text = (sweep: SweepDocument, columns: number): string =>
  sweepText(sweep, { colours: picocolors.createColors(false), columns, directory: 'sweeps/one' });

/** The lines of the first table, under its rule. */
const table = (sweep: SweepDocument, columns: number): string[] => {
  const lines = text(sweep, columns).split('\n');
  const rule = lines.findIndex((line) => line.startsWith('─'));
  return [...lines.slice(rule - 2, rule), ...lines.slice(rule + 1, lines.indexOf('', rule))];
};

it('shows every figure where there is room, and what is not possible by its axes.', () => {
  expect(table(exampleSweep(), 130)).toEqual([
    '              window.  Deliv-    Dis-   Held  Honest  Time to            Time to  Longest   Unre-   Peak at',
    '#  threshold   length    ered  carded   back    lost   engage            release  silence  ported    a User  Verdict',
    '1          5      30m     600     400  40.0%      40    6m40s  6m40s, 1 not seen    6m40s      40  20 of 60  pass',
    '2          5       1h     500     500  50.0%      90    8m20s  8m20s, 1 not seen    8m20s      50  10 of 60  pass',
    '3         10      30m     700     300  30.0%       0       5m     5m, 1 not seen       5m      30  30 of 60  pass',
    '4         10       1h                                                                                        n/p',
  ]);
  expect(text(exampleSweep(), 130)).toContain(
    'Not possible (n/p)\n  #4  --vary:1:5: `x` is out of the question\n',
  );
});

it('leaves figures out until it fits, axes and verdict never, and says so.', () => {
  for (const columns of [100, 80, 60, 50]) {
    const lines = text(exampleSweep(), columns).split('\n');
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(columns);
  }
  expect(table(exampleSweep(), 80)).toEqual([
    '              window.   Held  Honest  Time to  Longest   Peak at',
    '#  threshold   length   back    lost   engage  silence    a User  Verdict',
    '1          5      30m  40.0%      40    6m40s    6m40s  20 of 60  pass',
    '2          5       1h  50.0%      90    8m20s    8m20s  10 of 60  pass',
    '3         10      30m  30.0%       0       5m       5m  30 of 60  pass',
    '4         10       1h                                             n/p',
    'No room for delivered, discarded, release, unreported: widen the terminal, or',
    'see the files.',
  ]);
  expect(table(exampleSweep(), 50)).toEqual([
    '              window.   Held  Honest',
    '#  threshold   length   back    lost  Verdict',
    '1          5      30m  40.0%      40  pass',
    '2          5       1h  50.0%      90  pass',
    '3         10      30m  30.0%       0  pass',
    '4         10       1h                 n/p',
    'No room for delivered, discarded, engage, release,',
    'silence, unreported, peak: widen the terminal, or',
    'see the files.',
  ]);
});

it('lets axes give way when there is nothing else to leave out.', () => {
  const long = 'a value that is much too long for so narrow a terminal';
  const cells = [exampleCell(1, [5, long], exampleFigures(400))];
  const lines = text(exampleSweep({ cells }), 50).split('\n');
  expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(50);
  expect(table(exampleSweep({ cells }), 50).join('\n')).toContain('pass');
});

it('leaves out what was measured in no cell.', () => {
  const quiet = exampleFigures(0, 0, {
    stormKeys: 0,
    engage: { keys: 0, never: 0, medianUs: null, longestUs: null },
    release: { keys: 0, notObserved: 0, medianUs: null, longestUs: null },
  });
  expect(table(exampleSweep({ cells: [exampleCell(1, [5, '30m'], quiet)] }), 200)).toEqual([
    '              window.  Deliv-    Dis-  Held  Honest   Unre-   Peak at',
    '#  threshold   length    ered  carded  back    lost  ported    a User  Verdict',
    '1          5      30m   1,000       0  0.0%       0       0  60 of 60  pass',
  ]);
});

it('says in words what could not be measured, and on how many keys.', () => {
  const some = exampleFigures(100, 0, {
    engage: { keys: 1, never: 1, medianUs: 30_000_000, longestUs: 30_000_000 },
    release: { keys: 0, notObserved: 1, medianUs: null, longestUs: null },
  });
  const cells = [exampleCell(1, [5, '30m'], exampleFigures(0)), exampleCell(2, [5, '1h'], some)];
  expect(table(exampleSweep({ cells }), 200)).toEqual([
    '              window.  Deliv-    Dis-   Held  Honest       Time to   Time to  Longest   Unre-   Peak at',
    '#  threshold   length    ered  carded   back    lost        engage   release  silence  ported    a User  Verdict',
    '1          5      30m   1,000       0   0.0%       0         never         –        –       0  60 of 60  pass',
    '2          5       1h     900     100  10.0%       0  30s, 1 never  not seen    1m40s      10  50 of 60  pass',
  ]);
});

it('shows two hundred cells of many, and says how many there are.', () => {
  const cells = Array.from({ length: 1_300 }, (_, at) =>
    exampleCell(at + 1, [at, '1h'], exampleFigures(100)),
  );
  const [scenario] = exampleSweep().scenarios;
  const axes = [{ path: 'profile.default.threshold', values: cells.map((_, at) => at) }, scenario!.axes[1]!];
  const sweep = exampleSweep({ cells, scenarios: [{ ...scenario!, axes }] });
  const rows = table(sweep, 200);
  expect(rows).toHaveLength(2 + 200 + 1);
  expect(rows.at(-1)).toBe('… and 1,100 more cells: see the files.');
  expect(text(sweep, 200)).toContain('16, 17, … 1299 (1300 values)\n');
});

it('has a table for each of several scenarios, each with its own axes.', () => {
  const [one] = exampleSweep().scenarios;
  const other = { ...one!, name: 'other', title: 'Another storm', axes: [], stormStreams: [] };
  const cell = { ...exampleCell(5, [], exampleFigures(200)), scenario: 1 };
  const sweep = exampleSweep({ scenarios: [one!, other], cells: [...exampleSweep().cells, cell] });
  const shown = text(sweep, 100);
  expect(shown).toMatch(/^PASS {2}single-device-storm, other\n/);
  expect(shown).toContain('\nsingle-device-storm  One meter repeats one Alert far above its threshold\n\n');
  expect(shown).toContain('\nother  Another storm\n\n');
  expect(shown).toContain('No stream of other is marked with `storm: true`');
  expect(shown).toContain('Traffic    single-device-storm: 1,000 Alerts, 40 Devices, seed 7\n');
});
