// Text and rows in, GitHub-flavoured Markdown out. Whatever a scenario calls itself, it stays one cell,
// one line, and never becomes a heading, a link or a tag.

import { plainText } from './plain-text.ts';

const SPECIAL = /[\\`*_[\]<>|~&!#@]/g;
/** What would begin a list, a rule or an underlined heading at the start of a line. */
const BEGINS_A_BLOCK = /^(?:\d{1,9}[.)](?:\s|$)|[-+](?:[\s-]|$)|=+$)/;

/** Escapes text so that it shows as written anywhere in a line. */
export function markdownText(text: string): string {
  const escaped = plainText(text)
    .trim()
    .replace(SPECIAL, (character) => `\\${character}`);
  return BEGINS_A_BLOCK.test(escaped) ? escaped.replace(/^\d*/, (digits) => `${digits}\\`) : escaped;
}

/** Lays out a table; cells are Markdown already. `right` names the columns that hold numbers, from 0. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map((_, column) => (right.includes(column) ? '---:' : '---'))),
    ...rows.map(line),
  ];
}
