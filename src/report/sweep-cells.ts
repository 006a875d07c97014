// Cells of a sweep, picked and named the same way wherever they are spoken of.
// Knows nothing of their figures.

import type { RanCell, SweepCell } from '../sweep/sweep-document.ts';

/** The cells that ran. */
export function ranCells(cells: readonly SweepCell[]): RanCell[] {
  return cells.filter((cell): cell is RanCell => cell.status === 'ran');
}

/** Ascending numbers, runs of them joined: `#1–3, #7`. */
export function numbersText(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `#${first}` : `#${first}–${last}`)).join(', ');
}
