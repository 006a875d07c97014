// The cells of one scenario in, what they trade against each other out: how much is held back for how many honest
// Alerts lost, and for how long a silence. The best are those that no other cell equals or beats in both. Draws
// nothing.

import type { RanCell } from '../sweep/sweep-document.ts';
import type { SweepFigures } from '../sweep/sweep-figures.ts';
import type { Curve, CurvePoint } from './plot.ts';
import { compactSpan, countOf, share } from './quantity.ts';
import { numbersText } from './sweep-cells.ts';
import { longestSilence } from './sweep-columns.ts';

/** A curve and what is to be said of it. */
export interface TradeOff {
  readonly title: string;
  /** Null where there is nothing to draw, and the remark says why. */
  readonly curve: Curve | null;
  readonly remark: string;
}

/** A cost: what is paid for what is held back. */
interface Cost {
  readonly title: string;
  readonly xName: string;
  readonly of: (figures: SweepFigures) => number | null;
  readonly text: (figures: SweepFigures) => string;
  readonly none: string;
}

/** Labels closer than this share of the drawing to one before them are left out; their dots still say it. */
const CLOSE = 0.055;

/** What the cells of a scenario trade. */
export function tradeOffs(cells: readonly RanCell[]): TradeOff[] {
  return [honestCost(), silenceCost(cells)].map((cost) => tradeOff(cost, cells));
}

function honestCost(): Cost {
  return {
    title: 'Held back, for honest Alerts lost',
    xName: 'honest Alerts lost',
    of: ({ honest }) => honest.lost,
    text: ({ honest }) => `${countOf(honest.lost, 'honest Alert')} lost`,
    none: 'No cell lost an honest Alert: nothing is traded here.',
  };
}

function silenceCost(cells: readonly RanCell[]): Cost {
  const longestUs = Math.max(0, ...cells.map(({ figures }) => longestSilence(figures) ?? 0));
  const [unit, us] =
    longestUs > 7_200_000_000
      ? ['hours', 3_600e6]
      : longestUs > 120_000_000
        ? ['minutes', 60e6]
        : ['seconds', 1e6];
  const inUnit = (silenceUs: number | null): number | null =>
    silenceUs === null ? null : silenceUs / Number(us);
  return {
    title: 'Held back, for the longest silence',
    xName: `longest silence, ${unit}`,
    of: (figures) => inUnit(longestSilence(figures)),
    text: (figures) => `silent for ${compactSpan(longestSilence(figures) ?? 0)}`,
    none: 'No cell lost anything: nothing is traded here.',
  };
}

function tradeOff({ title, xName, of, text, none }: Cost, cells: readonly RanCell[]): TradeOff {
  const places = new Map<string, { x: number; y: number; cells: RanCell[] }>();
  for (const cell of cells) {
    const [x, y] = [of(cell.figures) ?? 0, cell.figures.reduction * 100];
    const place = places.get(`${x} ${y}`);
    if (place) place.cells.push(cell);
    else places.set(`${x} ${y}`, { x, y, cells: [cell] });
  }
  const all = [...places.values()];
  if (all.every(({ x }) => x === 0)) return { title, curve: null, remark: none };
  const isBest = (one: { x: number; y: number }): boolean =>
    all.every((other) => other === one || other.x > one.x || other.y < one.y);
  const best = all.filter(isBest).toSorted((a, b) => a.x - b.x);
  const labelled = spaced(best, all);
  const points = all.map((place): CurvePoint => {
    const numbers = numbersText(place.cells.map(({ cell }) => cell));
    const { figures } = place.cells[0]!;
    return {
      ...{ x: place.x, y: place.y, best: best.includes(place) },
      label: labelled.has(place) ? numbers : '',
      title: `${numbers}: ${share(figures.reduction, 1)} held back, ${text(figures)}`,
    };
  });
  const numbers = best.flatMap((place) => place.cells.map(({ cell }) => cell)).toSorted((a, b) => a - b);
  return {
    title,
    curve: { label: title, xName, yName: 'held back, %', points },
    remark: `Best: ${numbersText(numbers)}.`,
  };
}

/** Those whose labels do not run into one that comes before. */
function spaced<P extends { readonly x: number; readonly y: number }>(
  places: readonly P[],
  all: readonly P[],
): Set<P> {
  const across = Math.max(...all.map(({ x }) => x));
  const ys = all.map(({ y }) => y);
  const up = Math.max(...ys) - Math.min(...ys);
  const kept = new Set<P>();
  for (const place of places) {
    const free = [...kept].every(
      ({ x, y }) => Math.abs(x - place.x) > 3 * CLOSE * across || Math.abs(y - place.y) > CLOSE * up,
    );
    if (free) kept.add(place);
  }
  return kept;
}
