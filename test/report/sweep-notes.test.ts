import { describe, expect, it } from 'vitest';
import { sweepNotes } from '../../src/report/sweep-notes.ts';
import type { SweepCell } from '../../src/sweep/sweep-document.ts';
import { exampleCell, exampleFigures, exampleSweep } from './example-sweep.ts';

const SAME = exampleFigures(300);
const cellsOf = (...figures: readonly (typeof SAME)[]): SweepCell[] =>
  figures.map((of, at) => exampleCell(at + 1, [at < 2 ? 5 : 10, at % 2 === 0 ? '30m' : '1h'], of));
const idle = (cells: readonly SweepCell[]): string[] =>
  sweepNotes(exampleSweep({ cells })).filter((note) => note.includes('makes no difference'));

describe('a path that made no difference', () => {
  it('is named, with a guess at the reason.', () => {
    expect(idle(cellsOf(SAME, SAME, exampleFigures(200), exampleFigures(200)))).toEqual([
      '`profile.default.window.length` makes no difference to any figure of single-device-storm: ' +
        'does the profile override it for the codes that storm there?',
    ]);
    const nothing = exampleFigures(0);
    expect(idle(cellsOf(nothing, nothing, nothing, nothing))).toEqual(
      ['threshold', 'window.length'].map(
        (name) =>
          `\`profile.default.${name}\` makes no difference to any figure of single-device-storm: ` +
          'nothing is held back there in any cell.',
      ),
    );
  });

  it('of anything but the default is not put down to an override.', () => {
    const [scenario] = exampleSweep().scenarios;
    const cells = [7, 8].map((seed, at) => ({
      ...exampleCell(at + 1, [], SAME),
      settings: [{ path: 'seed', value: seed }],
    }));
    const scenarios = [{ ...scenario!, axes: [{ path: 'seed', values: [7, 8] }] }];
    expect(sweepNotes(exampleSweep({ scenarios, cells }))[0]).toMatch(
      /the throttle did the same whatever it was\.$/,
    );
  });

  it('is not named where it made one, or where no two cells differ in it alone.', () => {
    expect(idle(cellsOf(SAME, exampleFigures(1), exampleFigures(2), exampleFigures(3)))).toEqual([]);
    const [first, , , last] = cellsOf(SAME, SAME, SAME, SAME);
    expect(idle([first!, last!])).toEqual([]);
  });
});

it('says what is simulated and illustrative, and what no verdict rests on.', () => {
  const notes = sweepNotes(exampleSweep());
  expect(notes).toHaveLength(3);
  expect(notes[0]).toContain('The Devices are simulated');
  expect(notes[1]).toContain('Illustrative thresholds');
  expect(notes[2]).toContain("a scenario's own claims and `expect` lines");
  const real = exampleSweep().cells.map((cell) =>
    cell.status === 'ran'
      ? { ...cell, profile: { ...cell.profile, provenance: { status: 'supplied', source: 'a document' } } }
      : cell,
  );
  expect(sweepNotes(exampleSweep({ cells: real })).join()).not.toContain('Illustrative');
});

it('says where no stream is marked as a storm.', () => {
  const [scenario] = exampleSweep().scenarios;
  const scenarios = [scenario!, { ...scenario!, name: 'other', stormStreams: [] }];
  expect(sweepNotes(exampleSweep({ scenarios }))[0]).toMatch(
    /^No stream of other is marked with `storm: true`/,
  );
});
