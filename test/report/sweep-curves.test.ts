import { describe, expect, it } from 'vitest';
import { tradeOffs } from '../../src/report/sweep-curves.ts';
import type { RanCell } from '../../src/sweep/sweep-document.ts';
import { exampleCell, exampleFigures } from './example-sweep.ts';

const cellsOf = (...pairs: readonly [discarded: number, honestLost: number][]): RanCell[] =>
  pairs.map(([discarded, honest], at) => exampleCell(at + 1, [at], exampleFigures(discarded, honest)));

const pointsOf = (cells: readonly RanCell[], which: 0 | 1) =>
  tradeOffs(cells)[which]!.curve?.points.map(({ x, y, label, best }) => [x, y, label, best]);

describe('what is held back, for the honest Alerts lost', () => {
  it('has a point for each cell, and marks those that no other equals or beats in both.', () => {
    const cells = cellsOf([100, 0], [300, 40], [250, 40], [900, 100], [890, 100]);
    expect(pointsOf(cells, 0)).toEqual([
      [0, 10, '#1', true],
      [40, 30, '#2', true],
      [40, 25, '', false],
      [100, 90, '#4', true],
      [100, 89, '', false],
    ]);
    expect(tradeOffs(cells)[0]!.remark).toBe('Best: #1–2, #4.');
  });

  it('shows cells that came to the same as one point.', () => {
    expect(pointsOf(cellsOf([100, 0], [500, 50], [100, 0], [100, 0], [500, 50]), 0)).toEqual([
      [0, 10, '#1, #3–4', true],
      [50, 50, '#2, #5', true],
    ]);
  });

  it('says so where nothing honest is lost.', () => {
    const [honest, silence] = tradeOffs(cellsOf([100, 0], [200, 0]));
    expect(honest).toMatchObject({
      curve: null,
      remark: 'No cell lost an honest Alert: nothing is traded here.',
    });
    expect(silence!.curve).not.toBeNull();
  });

  it('tells of each point what it is, and does not write one label over another.', () => {
    const [{ curve }] = tradeOffs(cellsOf([100, 0], [101, 1], [900, 100])) as [
      ReturnType<typeof tradeOffs>[0],
    ];
    expect(curve!.points.map(({ label }) => label)).toEqual(['#1', '', '#3']);
    expect(curve!.points[1]!.title).toBe('#2: 10.1% held back, 1 honest Alert lost');
  });
});

describe('what is held back, for the longest silence', () => {
  it('is drawn in the unit that fits.', () => {
    const namesOf = (seconds: number) => tradeOffs(cellsOf([seconds, 0]))[1]!.curve!.xName;
    const long = exampleCell(
      1,
      [5],
      exampleFigures(100, 0, { silence: { stormUs: 8_000e6, honestUs: 9_000e6 } }),
    );
    expect([namesOf(100), namesOf(200), tradeOffs([long])[1]!.curve!.xName]).toEqual([
      ...['longest silence, seconds', 'longest silence, minutes', 'longest silence, hours'],
    ]);
    expect(pointsOf([long], 1)).toEqual([[2.5, 10, '#1', true]]);
  });

  it('is nothing where nothing was lost.', () => {
    expect(tradeOffs(cellsOf([0, 0]))[1]).toMatchObject({
      ...{ curve: null, remark: 'No cell lost anything: nothing is traded here.' },
    });
  });
});
