// The lines of a text and a place in it become the few lines a person needs to see, with a caret under the place.
// Lines and columns count from 1. Never longer than a screen is wide, whatever the input holds.

import { printable } from './printable.ts';

const CONTEXT_LINES = 2;
const WIDEST_LINE = 100;
const ROOM_BEFORE_CARET = 70;

/** The lines of a text, as the YAML reader counts them. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

/** Draws the line with up to two lines of context on either side, line numbers, and a caret below the column. */
export function codeFrame(lines: readonly string[], line: number, column: number): string {
  const first = Math.max(1, line - CONTEXT_LINES);
  const last = Math.min(lines.length, line + CONTEXT_LINES);
  return drawn((number) => lines[number - 1], { first, last, line, column });
}

/** Draws one line alone, where those around it are not at hand. */
export function lineFrame(text: string, line: number, column: number): string {
  return drawn(() => text, { first: line, last: line, line, column });
}

interface Place {
  readonly first: number;
  readonly last: number;
  readonly line: number;
  readonly column: number;
}

function drawn(textOf: (line: number) => string | undefined, { first, last, line, column }: Place): string {
  const shift = Math.max(0, column - 1 - ROOM_BEFORE_CARET);
  const width = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const shown = printable(textOf(number) ?? '').slice(shift, shift + WIDEST_LINE);
    const mark = number === line ? '>' : ' ';
    frame.push(`${mark} ${String(number).padStart(width)} | ${shown}`.trimEnd());
    if (number === line) frame.push(`  ${' '.repeat(width)} | ${' '.repeat(column - 1 - shift)}^`);
  }
  return frame.join('\n');
}
