// Text of a flag in, a whole number within its bounds out, or a sentence that says what would be right.
// Never guesses: what is not a number in digits is refused.

import { InvalidArgumentError } from 'commander';

/** A parser for a flag that takes a whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

/** The largest seed: every whole number up to it is exact. */
export const MAX_SEED = Number.MAX_SAFE_INTEGER;
