import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { type CurvePoint, drawCurve } from '../../src/report/plot.ts';

const pointAt = (x: number, label: string): CurvePoint => ({ x, y: x, label, title: label, best: true });

/** What is written beside each dot, whether before or after it, and whether above or below. */
const labelsOf = (...points: CurvePoint[]): unknown[][] => {
  const svg = drawCurve({ label: 'a curve', xName: 'x', yName: 'y', points });
  const { document } = parseHTML(svg);
  const dots = [...document.querySelectorAll('circle')].map((dot) => Number(dot.getAttribute('cy')));
  return [...document.querySelectorAll('g[aria-label="text"]')]
    .flatMap((group) =>
      [...group.querySelectorAll('text')].map((text) => {
        const y = offsetOf(group) + offsetOf(text);
        const dot = dots.toSorted((a, b) => Math.abs(a - y) - Math.abs(b - y))[0]!;
        const before = group.getAttribute('text-anchor') === 'end';
        return [text.textContent, before ? 'before' : 'after', y < dot ? 'above' : 'below'];
      }),
    )
    .toSorted();
};

/** How far down an element is moved. */
const offsetOf = (element: { getAttribute(name: string): string | null }): number =>
  Number(/translate\([^,]+,([^)]+)\)/.exec(element.getAttribute('transform') ?? '')?.[1] ?? 0);

describe('a label beside a dot', () => {
  it('stands after and below it.', () => {
    expect(labelsOf(pointAt(0, ''), pointAt(50, '#2–6, #8–12'), pointAt(100, '#7'))).toEqual([
      ['#2–6, #8–12', 'after', 'below'],
      ['#7', 'after', 'below'],
    ]);
  });

  it('stands above it where it would run into the axis, and before it where it would leave the drawing.', () => {
    expect(labelsOf(pointAt(0, '#1'), pointAt(100, '#2–6, #8–12'))).toEqual([
      ['#1', 'after', 'above'],
      ['#2–6, #8–12', 'before', 'above'],
    ]);
  });
});
