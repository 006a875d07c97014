// What a throttle did instead of answering with a decision in time: a word, a clause about the throttle for people, and
// the decision if it came after all. The clause is bounded, for it may hold anything that anybody threw.

import { messageOf } from '../domain/failure.ts';
import { MAX_FAULT_LENGTH } from '../domain/limits.ts';
import type { Decision } from './throttle.ts';

/** In a word: it threw, it answered with something that is no decision, it took too long. */
export type FaultWord = 'threw' | 'nonsense' | 'late';

/** Thrown in the place of an answer; the message says what the throttle did, as in `threw 'oops'`. */
export class ThrottleFault extends Error {
  readonly word: FaultWord;
  /** What it decided all the same; null when it did not. */
  readonly decision: Decision | null;

  constructor(word: FaultWord, did: string, decision: Decision | null = null) {
    super(shortened(did));
    this.name = 'ThrottleFault';
    this.word = word;
    this.decision = decision;
  }
}

/** The fault of a throttle that threw this, whatever it is. */
export function threw(thrown: unknown): ThrottleFault {
  return new ThrottleFault('threw', `threw '${messageIn(thrown)}'`);
}

/** Not everything that can be thrown lets itself be turned into text. */
function messageIn(thrown: unknown): string {
  try {
    return String(messageOf(thrown));
  } catch {
    return 'something without a message';
  }
}

function shortened(text: string): string {
  const line = text.slice(0, 2 * MAX_FAULT_LENGTH).replace(/\s+/g, ' ');
  return line.length > MAX_FAULT_LENGTH ? `${line.slice(0, MAX_FAULT_LENGTH - 1)}…` : line;
}
