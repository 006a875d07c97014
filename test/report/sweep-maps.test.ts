import { describe, expect, it, test } from 'vitest';
import { rampColours } from '../../src/report/colour-ramp.ts';
import { axisNames, nestedText, valueText } from '../../src/report/sweep-axes.ts';
import { mapFamilies } from '../../src/report/sweep-maps.ts';
import type { SweepCell, SweepDocument } from '../../src/sweep/sweep-document.ts';
import { exampleCell, exampleFigures, exampleSweep, failedCell } from './example-sweep.ts';

type Axes = SweepDocument['scenarios'][number]['axes'];

/** A sweep of all combinations of these axes over so many scenarios; the cells discard 1, 2, 3 … Alerts. */
function sweepOf(axes: Axes, scenarios = ['one']): SweepDocument {
  const combinations = axes.reduce<unknown[][]>(
    (all, { values }) => all.flatMap((before) => values.map((value) => [...before, value])),
    [[]],
  );
  const cells = scenarios.flatMap((_, scenario) =>
    combinations.map((values, at): SweepCell => {
      const cell = scenario * combinations.length + at + 1;
      const settings = values.map((value, axis) => ({ path: axes[axis]!.path, value }));
      return { ...exampleCell(cell, [], exampleFigures(cell)), scenario, settings };
    }),
  );
  const [first] = exampleSweep().scenarios;
  return exampleSweep({ scenarios: scenarios.map((name) => ({ ...first!, name, axes })), cells });
}

const A = { path: 'profile.default.threshold', values: [1, 2, 3] };
const B = { path: 'profile.default.window.length', values: ['1h', '2h'] };
const C = { path: 'seed', values: [7, 8] };

/** The maps of what is held back: their names, and their squares line by line. */
function layOut(sweep: SweepDocument): { readonly caption: string }[] {
  return mapFamilies(sweep).flatMap(({ figures }) =>
    figures
      .filter((one) => one.title === 'Held back')
      .flatMap(({ maps }) =>
        maps.map(({ caption, map: { xName, yName, xs, ys, squares } }) => {
          const at = (x: string, y: string) =>
            squares.find((square) => square.x === x && square.y === y)?.text;
          return {
            caption,
            xName,
            yName,
            xs,
            lines: ys.map((y) => [y, ...xs.map((x) => at(x, y))].join(' ')),
          };
        }),
      ),
  );
}

describe('the maps of a figure', () => {
  test('are one line for one axis', () => {
    expect(layOut(sweepOf([A]))).toEqual([
      { caption: '', xName: 'threshold', yName: null, xs: ['1', '2', '3'], lines: [' 0.1% 0.2% 0.3%'] },
    ]);
  });

  test('have the longer axis along the foot', () => {
    const lines = ['1h 0.1% 0.3% 0.5%', '2h 0.2% 0.4% 0.6%'];
    const expected = { caption: '', xName: 'threshold', yName: 'window.length', xs: ['1', '2', '3'], lines };
    expect(layOut(sweepOf([A, B]))).toEqual([expected]);
  });

  test('have long values down the side', () => {
    const rules = {
      path: 'profile.default.release',
      values: [{ rule: 'window' }, { rule: 'quiet', for: '1h' }, 3],
    };
    expect(layOut(sweepOf([rules, B]))).toMatchObject([
      { xName: 'window.length', yName: 'release', xs: ['1h', '2h'] },
    ]);
  });

  test('are several where more than two things vary', () => {
    expect(layOut(sweepOf([A, B, C]))).toMatchObject([
      { caption: 'seed 7', lines: ['1h 0.1% 0.5% 0.9%', '2h 0.3% 0.7% 1.1%'] },
      { caption: 'seed 8', lines: ['1h 0.2% 0.6% 1.0%', '2h 0.4% 0.8% 1.2%'] },
    ]);
  });

  test('put scenarios that vary alike side by side, also where they are called the same', () => {
    expect(layOut(sweepOf([A], ['one', 'two', 'one']))).toMatchObject([
      {
        ...{ caption: '', xName: 'threshold', yName: 'scenario' },
        lines: ['one 0.1% 0.2% 0.3%', 'two 0.4% 0.5% 0.6%', 'one (3) 0.7% 0.8% 0.9%'],
      },
    ]);
    expect(layOut(sweepOf([A, B], ['one', 'two'])).map(({ caption }) => caption)).toEqual([
      ...['scenario one', 'scenario two'],
    ]);
  });

  test('keep scenarios apart that do not vary alike', () => {
    const [one] = sweepOf([A]).scenarios;
    const sweep = sweepOf([A], ['one', 'two']);
    const apart = {
      ...sweep,
      scenarios: [one!, { ...one!, name: 'two', axes: [{ ...A, values: [1, 2, 3, 4] }] }],
    };
    expect(mapFamilies(apart).map(({ scenarios }) => scenarios)).toEqual([['one'], ['two']]);
  });
});

describe('a square', () => {
  const squaresOf = (cells: readonly SweepCell[], title = 'Held back') =>
    mapFamilies(exampleSweep({ cells }))[0]!
      .figures.find((figure) => figure.title === title)!
      .maps.flatMap(({ map }) => map.squares);
  const cells = exampleSweep().cells;

  it('is as dark as its figure is great among all of them, whatever the map', () => {
    const [least, , most] = [rampColours('more', 0), rampColours('more', 0.5), rampColours('more', 1)];
    const squares = squaresOf(cells);
    expect(squares.map(({ text }) => text)).toEqual(['40.0%', '50.0%', '30.0%', 'n/p']);
    expect([squares[2]!.fill, squares[1]!.fill]).toEqual([least!.fill, most!.fill]);
    expect(squares[0]!.fill).toBe(rampColours('more', 0.5).fill);
    expect(squaresOf(cells, 'Honest lost')[1]!.fill).toBe(rampColours('worse', 1).fill);
  });

  it('is pale where all are the same', () => {
    const same = [1, 2].map((cell) => exampleCell(cell, [5, cell], exampleFigures(300)));
    expect(squaresOf(same).map(({ fill }) => fill)).toEqual(Array(2).fill(rampColours('more', 0).fill));
  });

  it('says where there was nothing to measure, and frames where the throttle was wrong', () => {
    const some = [
      exampleCell(1, [5, '30m'], exampleFigures(0)),
      failedCell(exampleCell(2, [5, '1h'], exampleFigures(9))),
    ];
    expect(squaresOf(some, 'Longest silence').map(({ text, framed }) => [text, framed])).toEqual([
      ['–', false],
      ['9s', true],
    ]);
  });

  it('is in no map of a figure that no cell has', () => {
    const quiet = [exampleCell(1, [5, '30m'], exampleFigures(0))];
    const titles = mapFamilies(exampleSweep({ cells: quiet }))[0]!.figures.map(({ title }) => title);
    expect(titles).toEqual(['Held back', 'Honest lost', 'Unreported', 'Peak at a User']);
  });
});

test('ink can be read on every fill: WCAG asks for a contrast of 4.5', () => {
  const channels = (colour: string): number[] => colour.match(/\d+/g)!.map(Number);
  const luminance = (colour: string): number => {
    const [red, green, blue] = channels(colour).map((value) =>
      value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  for (const ramp of ['more', 'worse'] as const) {
    for (let part = 0; part <= 1; part += 0.01) {
      const { fill, ink } = rampColours(ramp, part);
      const [lighter, darker] = [luminance(fill), luminance(ink)].toSorted((a, b) => b - a);
      expect((lighter! + 0.05) / (darker! + 0.05), `${ramp} ${part}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test('paths are called as briefly as they can be told apart', () => {
  expect(
    axisNames(['profile.default.threshold', 'profile.overrides.81C3.threshold', 'streams.storm.from']),
  ).toEqual([...['threshold', '81C3.threshold', 'storm.from']]);
  expect(axisNames(['profile.default.x', 'profile.x', 'seed'])).toEqual([
    'profile.default.x',
    'profile.x',
    'seed',
  ]);
});

test('values are written as in a scenario, a map among others in its braces', () => {
  const rule = { rule: 'quiet', for: '1h', of: [1, { a: true }] };
  expect([5, '1h', null, rule].map(valueText)).toEqual([
    '5',
    '1h',
    'null',
    'rule: quiet, for: 1h, of: [1, {a: true}]',
  ]);
  expect(nestedText(rule)).toBe('{rule: quiet, for: 1h, of: [1, {a: true}]}');
  expect(valueText('\u001b[2J')).toBe('␛[2J');
});
