// Verdicts in, the words and marks they are shown with out. A mark never stands alone: colour and shape
// may be lost on the way to a reader, the word is not.

import type { CheckVerdict, Verdict } from '../domain/verdict.ts';

/** The verdict on a run, as it is headlined. */
export const HEADLINE: Readonly<Record<Verdict, string>> = {
  pass: 'PASS',
  fail: 'FAIL',
  inconclusive: 'INCONCLUSIVE',
};

/** The mark in front of a check. */
export const MARK: Readonly<Record<CheckVerdict, string>> = {
  pass: '✔',
  fail: '✖',
  inconclusive: '?',
  'not-exercised': '–',
};

/** The verdict of a check, as a table says it. */
export const VERDICT_WORD: Readonly<Record<CheckVerdict, string>> = {
  pass: 'pass',
  fail: 'FAIL',
  inconclusive: 'inconclusive',
  'not-exercised': 'not exercised',
};
