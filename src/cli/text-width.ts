// Text in, the columns it takes on a terminal out, and text broken to fit them. Colour sequences take no
// room. Breaks at spaces first, then after hyphens in words, slashes and commas but those of a number, and only
// then inside a word.

import { stripVTControlCharacters } from 'node:util';

const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u;
const NO_ROOM = /\p{Mark}/u;

/** Columns the text takes on a terminal. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (character < '\u0300') return 1;
  return NO_ROOM.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
}

/** Cuts text that is too wide and ends it with `…`. */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  return `${headOf(text, Math.max(0, width - 1))}…`;
}

/** Breaks uncoloured text into lines that are at most `width` wide. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(/(?<=[\s/]|\w-|,(?!\d))/)) {
    if (textWidth((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    line = piece;
    while (textWidth(line.trimEnd()) > width) {
      const head = headOf(line, width);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return [...lines, line.trimEnd()];
}

/** The longest beginning that fits; at least one character, so that breaking always ends. */
function headOf(text: string, width: number): string {
  let head = '';
  let used = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > width && head !== '') break;
    head += character;
  }
  return head;
}
