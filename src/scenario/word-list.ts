// Lists of words as sentences and hints need them, so that every diagnostic names its choices alike.
// Words only; what is valid is decided by the rules that call it.

import { nearestWord } from './nearest-word.ts';

/** Writes `a`, `b` or `c`, each in backticks. */
export function eitherOf(words: readonly string[]): string {
  return listed(words, 'or');
}

/** Writes `a`, `b` and `c`, each in backticks. */
export function allOf(words: readonly string[]): string {
  return listed(words, 'and');
}

/** The nearest valid word as a question, else all valid words after the lead. */
export function hintFor(word: string, valid: readonly string[], lead: string): string {
  const nearest = nearestWord(word, valid);
  return nearest === null ? `${lead} ${allOf(valid)}` : `did you mean \`${nearest}\`?`;
}

function listed(words: readonly string[], last: 'or' | 'and'): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1)!}`;
}
