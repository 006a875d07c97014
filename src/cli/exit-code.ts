// Verdicts and failures in, the one exit code of the process out. `failure.ts` holds the numbers; this file
// holds their order when several runs end differently.

import { EXIT } from '../domain/failure.ts';
import type { Verdict } from '../domain/verdict.ts';

const VERDICT_EXIT: Readonly<Record<Verdict, number>> = {
  pass: EXIT.pass,
  fail: EXIT.fail,
  inconclusive: EXIT.inconclusive,
};

/** Gravest first: what could not be run at all outweighs what was run and failed. */
const GRAVITY: readonly number[] = [EXIT.broken, EXIT.usage, EXIT.fail, EXIT.inconclusive, EXIT.pass];

/** The exit code of a verdict. */
export function exitCodeOf(verdict: Verdict): number {
  return VERDICT_EXIT[verdict];
}

/** The exit code of several outcomes: the gravest, in the order 4, 2, 1, 3, 0. */
export function worstExitCode(codes: readonly number[]): number {
  return GRAVITY.find((code) => codes.includes(code)) ?? EXIT.pass;
}
