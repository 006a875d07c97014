// Rows in, the lines of a table with one light rule under its head out. The widest columns give way until
// the table fits; a cell breaks over lines rather than losing text.

import Table from 'cli-table3';
import type { Colours } from './terminal.ts';
import { textWidth, wrapText } from './text-width.ts';

/** One column: its heading, which may hold line breaks, and how narrow it may become. */
export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
  /** Columns that may give way when space is short; others keep their width. */
  readonly gives?: boolean;
}

/** Text of a cell, which may hold line breaks, and how its finished lines are coloured. */
interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

const GAP = '  ';
const NARROWEST = 8;

/** Draws a table no wider than `width`, unless even its narrowest form is. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
  colours: Colours,
): string[] {
  const widths = columnWidths(columns, rows, width);
  const cellText = (cell: Cell, column: number): string =>
    wrapText(cell.text, widths[column]!)
      .map(cell.paint ?? String)
      .join('\n');
  const table = new Table({
    head: columns.map((column) => column.head.split('\n').map(colours.dim).join('\n')),
    colWidths: [...widths],
    colAligns: columns.map((column) => column.align ?? 'left'),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    chars: { ...NO_BORDER, middle: GAP, mid: '─', 'mid-mid': '──' },
  });
  table.push(...rows.map((row) => row.map(cellText)));
  const lines = table.toString().split('\n');
  const heads = Math.max(...columns.map((column) => column.head.split('\n').length));
  return lines.map((line, at) => (at === heads ? colours.dim(line) : line).trimEnd());
}

/** How wide the table is when no cell has to break. */
export function tableWidth(columns: readonly Column[], rows: readonly (readonly Cell[])[]): number {
  return widthOf(naturalWidths(columns, rows));
}

const NO_BORDER = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
} as const;

function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): number[] {
  const widths = naturalWidths(columns, rows);
  let excess = widthOf(widths) - width;
  while (excess > 0) {
    const widest = Math.max(...widths.filter((_, index) => columns[index]!.gives));
    const giver = widths.findIndex((each, index) => columns[index]!.gives && each === widest);
    if (giver === -1 || widest <= NARROWEST) break;
    widths[giver] = widest - 1;
    excess -= 1;
  }
  return widths;
}

function naturalWidths(columns: readonly Column[], rows: readonly (readonly Cell[])[]): number[] {
  return columns.map((column, index) =>
    Math.max(widestLine(column.head), ...rows.map((row) => widestLine(row[index]!.text)), 1),
  );
}

function widthOf(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each, 0) + GAP.length * (widths.length - 1);
}

function widestLine(text: string): number {
  return Math.max(...text.split('\n').map(textWidth));
}
