// Judgements on differences in, the words and marks they are shown with out. A mark never stands alone:
// colour and shape may be lost on the way to a reader, the word is not.

import type { Judgement } from '../compare/comparison.ts';

/** The mark in front of a difference. */
export const JUDGEMENT_MARK: Readonly<Record<Judgement, string>> = {
  regression: '✖',
  improvement: '✔',
  noted: '~',
  same: '=',
};

/** A judgement, as a table says it. */
export const JUDGEMENT_WORD: Readonly<Record<Judgement, string>> = {
  regression: 'REGRESSION',
  improvement: 'better',
  noted: 'noted',
  same: 'same',
};

/** The headline over a run and its baseline. */
export function comparisonHeadline(regressed: boolean): string {
  return regressed ? 'REGRESSION' : 'NO REGRESSION';
}
