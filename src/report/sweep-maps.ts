// The cells of a sweep in, maps of them out: two of the axes along the edges of a map, one figure in its squares, and
// a map for each combination of whatever else varies. Scenarios that vary alike are one more axis. Draws nothing.

import type { RanCell, SweepCell, SweepDocument } from '../sweep/sweep-document.ts';
import { rampColours } from './colour-ramp.ts';
import { plainText } from './plain-text.ts';
import type { HeatMap, MapSquare } from './plot.ts';
import { axisNames, valueText } from './sweep-axes.ts';
import { FIGURE_COLUMNS, type FigureColumn } from './sweep-columns.ts';

/** One figure over a family of cells. */
export interface FigureMaps {
  readonly title: string;
  readonly meaning: string;
  readonly maps: readonly { readonly caption: string; readonly map: HeatMap }[];
}

/** Scenarios that vary alike, and the maps of their cells. */
export interface MapFamily {
  readonly scenarios: readonly string[];
  readonly figures: readonly FigureMaps[];
}

/** Something that varies: its name, and each value a cell may have of it. */
interface Dimension {
  readonly name: string;
  readonly texts: readonly string[];
  /** Which of the texts a cell has. */
  readonly of: (cell: SweepCell) => string;
}

const NO_NAME = '';
/** Values longer than this are easier to read down the side than along the foot. */
const LONG = 10;
const OUTSIDE = { notPossible: 'n/p', nothing: '–', fill: '#f2f2f2', ink: '#555' } as const;

/** The maps of a sweep, family by family. */
export function mapFamilies({ scenarios, cells }: SweepDocument): MapFamily[] {
  const families = new Map<string, number[]>();
  for (const [index, { axes }] of scenarios.entries()) {
    const alike = JSON.stringify(axes);
    families.set(alike, [...(families.get(alike) ?? []), index]);
  }
  return [...families.values()].map((members) => {
    const of = cells.filter(({ scenario }) => members.includes(scenario));
    const dimensions = dimensionsOf(members, scenarios);
    const drawn = FIGURE_COLUMNS.filter((figure) => figure.map !== null && isThere(figure, of));
    return {
      scenarios: members.map((index) => plainText(scenarios[index]!.name)),
      figures: drawn.map((figure) => figureMaps(figure, of, dimensions)),
    };
  });
}

function isThere({ number }: FigureColumn, cells: readonly SweepCell[]): boolean {
  return cells.some((cell) => cell.status === 'ran' && number(cell.figures) !== null);
}

/** What varies among the members: their axes, and themselves where they are several. */
function dimensionsOf(members: readonly number[], scenarios: SweepDocument['scenarios']): Dimension[] {
  const { axes } = scenarios[members[0]!]!;
  const names = axisNames(axes.map(({ path }) => path));
  const dimensions = axes.map(({ path, values }, at): Dimension => {
    const textOf = (cell: SweepCell): string =>
      valueText(cell.settings.find((one) => one.path === path)?.value);
    return { name: names[at]!, texts: values.map(valueText), of: textOf };
  });
  const named = distinct(members.map((index) => plainText(scenarios[index]!.name)));
  const itself: Dimension = {
    name: 'scenario',
    texts: named,
    of: ({ scenario }) => named[members.indexOf(scenario)]!,
  };
  return members.length > 1 ? [...dimensions, itself] : dimensions;
}

/** Names of two files may be the same. */
function distinct(names: readonly string[]): string[] {
  return names.map((name, at) => (names.indexOf(name) === at ? name : `${name} (${at + 1})`));
}

function figureMaps(
  figure: FigureColumn,
  cells: readonly SweepCell[],
  dimensions: readonly Dimension[],
): FigureMaps {
  const { x, y, others } = layOut(dimensions);
  const numbers = cells.flatMap((cell) => (cell.status === 'ran' ? [figure.number(cell.figures)] : []));
  const known = numbers.filter((number) => number !== null);
  const range: Range = { least: Math.min(...known), most: Math.max(...known) };
  const title = figure.head.join(' ').replace('- ', '');
  const facets = combinations(others);
  return {
    title,
    meaning: figure.meaning,
    maps: facets.map((facet) => {
      const mine = cells.filter((cell) => others.every((dimension, at) => dimension.of(cell) === facet[at]));
      const caption = others.map(({ name }, at) => `${name} ${facet[at]}`).join(', ');
      return {
        caption,
        map: {
          label: [title, caption].filter((text) => text !== '').join(', '),
          xName: x.name,
          yName: y === null ? null : y.name,
          xs: x.texts,
          ys: y === null ? [NO_NAME] : y.texts,
          squares: mine.map((cell) =>
            squareOf(cell, figure, range, x.of(cell), y === null ? NO_NAME : y.of(cell)),
          ),
        },
      };
    }),
  };
}

interface Range {
  readonly least: number;
  readonly most: number;
}

function squareOf(
  cell: SweepCell,
  figure: FigureColumn,
  { least, most }: Range,
  x: string,
  y: string,
): MapSquare {
  const outside = { x, y, fill: OUTSIDE.fill, ink: OUTSIDE.ink, framed: false };
  if (cell.status === 'not-possible') return { ...outside, text: OUTSIDE.notPossible };
  const number = figure.number(cell.figures);
  const framed = isWrong(cell);
  if (number === null) return { ...outside, framed, text: OUTSIDE.nothing };
  const part = most === least ? 0 : (number - least) / (most - least);
  const colours = rampColours(figure.map ?? 'more', part);
  return { x, y, framed, text: figure.numberText(number), ...colours };
}

function isWrong({ verdict }: RanCell): boolean {
  return verdict !== 'pass';
}

/** Which dimensions lie along the edges: the two with the most values, long ones down the side. */
function layOut(dimensions: readonly Dimension[]): {
  readonly x: Dimension;
  readonly y: Dimension | null;
  readonly others: readonly Dimension[];
} {
  const bySize = dimensions.toSorted((a, b) => b.texts.length - a.texts.length);
  const [first, second = null] = bySize;
  const others = dimensions.filter((dimension) => dimension !== first && dimension !== second);
  if (first === undefined)
    return { x: { name: NO_NAME, texts: [NO_NAME], of: () => NO_NAME }, y: null, others };
  if (second === null) return { x: first, y: null, others };
  const turned = isLong(first) && !isLong(second);
  return turned ? { x: second, y: first, others } : { x: first, y: second, others };
}

function isLong({ texts }: Dimension): boolean {
  return texts.some(({ length }) => length > LONG);
}

function combinations(dimensions: readonly Dimension[]): string[][] {
  return dimensions.reduce<string[][]>(
    (all, { texts }) => all.flatMap((before) => texts.map((text) => [...before, text])),
    [[]],
  );
}
