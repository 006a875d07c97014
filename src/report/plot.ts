// Maps and curves as data in, SVG texts out: the only file that knows the library that draws and the document it draws
// into. A text stands alone in a page: no network, no script, no browser needed. The same data gives the same text.

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** One square of a map. */
export interface MapSquare {
  readonly x: string;
  readonly y: string;
  readonly text: string;
  readonly fill: string;
  readonly ink: string;
  readonly framed: boolean;
}

/** A map of squares under names. */
export interface HeatMap {
  /** What it shows, for those who cannot see it. */
  readonly label: string;
  readonly xName: string;
  /** Null where there is one line only, which then has no name. */
  readonly yName: string | null;
  readonly xs: readonly string[];
  readonly ys: readonly string[];
  readonly squares: readonly MapSquare[];
}

/** One point of a curve. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  /** What is written beside it; empty for nothing. */
  readonly label: string;
  /** What is said when it is pointed at. */
  readonly title: string;
  /** On the line that joins the best. */
  readonly best: boolean;
}

/** Points, and a line through the best of them. */
export interface Curve {
  readonly label: string;
  readonly xName: string;
  readonly yName: string;
  readonly points: readonly CurvePoint[];
}

const FONT = 12;
/** Room that a character takes, about. */
const CHARACTER = 7.2;
const SQUARE = { height: 32, least: 50, most: 130 } as const;
const CURVE = { width: 364, height: 290 } as const;
const CURVE_LEFT = 56;
const CURVE_RIGHT = 40;
/** How far a label stands beside its dot, or above or below. */
const GAP = 8;
const BESIDE = {
  below: { dx: GAP, dy: GAP + 1, textAnchor: 'start' },
  above: { dx: GAP, dy: -GAP - 1, textAnchor: 'start' },
  left: { dx: -GAP, dy: -GAP - 1, textAnchor: 'end' },
} as const;
/** The share of the drawing, from below, in which a label under a dot would stand on the axis. */
const LOW = 0.06;
const INK = '#222';
const STYLE = { fontSize: `${FONT}px`, fontFamily: 'system-ui, sans-serif', color: INK, overflow: 'visible' };

/** Draws a map. */
export function drawHeatMap({ label, xName, yName, xs, ys, squares }: HeatMap): string {
  const longest = (texts: readonly string[]): number =>
    Math.max(...texts.map(({ length }) => length)) * CHARACTER;
  const tick = longest(xs) + 12;
  const square = Math.min(
    SQUARE.most,
    Math.max(SQUARE.least, tick, longest(squares.map(({ text }) => text)) + 14),
  );
  const turned = tick > square;
  const marginLeft = yName === null ? 4 : Math.min(220, longest(ys) + 14);
  const marginTop = yName === null ? 4 : 24;
  const marginBottom = turned ? 44 + Math.min(140, tick * 0.6) : 40;
  const drawn = Plot.plot({
    document: parseHTML('<html></html>').document,
    width: Math.max(marginLeft + xs.length * square + 8, xName.length * CHARACTER + 16),
    height: marginTop + ys.length * SQUARE.height + marginBottom,
    ...{ marginLeft, marginTop, marginBottom, marginRight: 8, style: STYLE },
    x: {
      ...{ type: 'band', domain: xs, label: xName, labelAnchor: 'center', labelArrow: 'none', tickSize: 0 },
      ...(turned ? { tickRotate: -35 } : {}),
    },
    y: {
      ...{ type: 'band', domain: ys, labelArrow: 'none', tickSize: 0 },
      ...(yName === null
        ? { axis: null, label: null }
        : { label: yName, labelAnchor: 'top', labelOffset: marginLeft }),
    },
    color: { type: 'identity' },
    marks: [
      Plot.cell(squares, { x: 'x', y: 'y', fill: 'fill', stroke: '#999', strokeWidth: 0.5, inset: 1 }),
      Plot.cell(
        squares.filter(({ framed }) => framed),
        { x: 'x', y: 'y', fill: 'none', stroke: '#000', strokeWidth: 3, inset: 2 },
      ),
      Plot.text(squares, { x: 'x', y: 'y', text: 'text', fill: 'ink' }),
    ],
  });
  return textOf(drawn, label);
}

/** Draws a curve. */
export function drawCurve({ label, xName, yName, points }: Curve): string {
  const best = points.filter((point) => point.best).toSorted((a, b) => a.x - b.x || a.y - b.y);
  const others = points.filter((point) => !point.best);
  const dot = { x: 'x', y: 'y', title: 'title', r: 4.5, stroke: INK, strokeWidth: 0.75 } as const;
  const text = { x: 'x', y: 'y', text: 'label', fill: INK, stroke: '#fff', strokeWidth: 3 } as const;
  const sideOf = sidesAmong(points);
  const drawn = Plot.plot({
    ...{ document: parseHTML('<html></html>').document, ...CURVE, style: STYLE },
    ...{ marginLeft: CURVE_LEFT, marginBottom: 42, marginTop: 28, marginRight: CURVE_RIGHT },
    x: { label: xName, labelArrow: 'none', grid: true, nice: true, zero: true },
    y: { label: yName, labelArrow: 'none', grid: true, nice: true },
    marks: [
      Plot.line(best, { x: 'x', y: 'y', stroke: '#0a4593', strokeWidth: 1.5, curve: 'step-after' }),
      Plot.dot(others, { ...dot, fill: '#e3e3e3' }),
      Plot.dot(best, { ...dot, fill: '#0a4593' }),
      ...Object.entries(BESIDE).map(([side, place]) =>
        Plot.text(
          best.filter((point) => sideOf(point) === side),
          { ...text, ...place },
        ),
      ),
    ],
  });
  return textOf(drawn, label);
}

/**
 * On which side of its dot a label neither leaves the drawing nor runs into the line that joins the best: below, but
 * for dots so low that it would stand on the axis, and those too far to the right.
 */
function sidesAmong(points: readonly CurvePoint[]): (point: CurvePoint) => keyof typeof BESIDE {
  const farthest = Math.max(...points.map(({ x }) => x));
  const ys = points.map(({ y }) => y);
  const lowest = Math.min(...ys);
  const low = lowest + (Math.max(...ys) - lowest) * LOW;
  const across = CURVE.width - CURVE_LEFT - CURVE_RIGHT;
  return ({ x, y, label }) => {
    const end = CURVE_LEFT + (x / farthest) * across + GAP + label.length * CHARACTER;
    if (end > CURVE.width) return 'left';
    return y <= low ? 'above' : 'below';
  };
}

/** The part of the library's element that is used. */
interface Drawn {
  readonly outerHTML: string;
  setAttribute(name: string, value: string): void;
}

function textOf(drawn: Drawn, label: string): string {
  drawn.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  drawn.setAttribute('role', 'img');
  drawn.setAttribute('aria-label', label);
  return drawn.outerHTML;
}
