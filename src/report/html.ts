// Text and parts in, HTML out. Whatever a scenario calls itself, it stays text: nothing reaches a page unescaped but
// what was made here.

import { plainText } from './plain-text.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it is written in a page. */
export function htmlText(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

/** Prose, in which words between backticks are code. */
export function htmlProse(text: string): string {
  return htmlText(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** A cell of a table: text, and whether it is a number, a heading or of another class. */
export interface HtmlCell {
  readonly text: string;
  readonly kind?: 'number' | 'bad' | 'open';
  readonly span?: number;
}

/** A table with one line of headings, escaped. */
export function htmlTable(heads: readonly HtmlCell[], rows: readonly (readonly HtmlCell[])[]): string {
  const cell = (tag: 'th' | 'td', { text, kind, span }: HtmlCell): string => {
    const attributes = [kind ? ` class="${kind}"` : '', span === undefined ? '' : ` colspan="${span}"`];
    // A path may break after each of its dots.
    const content = tag === 'th' ? htmlText(text).replaceAll('.', '.<wbr>') : htmlText(text);
    return `<${tag}${attributes.join('')}>${content}</${tag}>`;
  };
  const line = (tag: 'th' | 'td', cells: readonly HtmlCell[]): string =>
    `<tr>${cells.map((one) => cell(tag, one)).join('')}</tr>`;
  const body = rows.map((cells) => line('td', cells)).join('\n');
  return `<table>\n<thead>${line('th', heads)}</thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

/** Labels and their lines as a list of terms. */
export function htmlFacts(
  facts: readonly { readonly label: string; readonly lines: readonly string[] }[],
): string {
  const items = facts.map(
    ({ label, lines }) => `<dt>${htmlText(label)}</dt><dd>${lines.map(htmlText).join('<br>')}</dd>`,
  );
  return `<dl>\n${items.join('\n')}\n</dl>`;
}
