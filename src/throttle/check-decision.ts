// Whatever a throttle answered in, a decision with nothing in it but a decision out, or a sentence on what is wrong.
// Believes no type: a throttle of somebody else may answer anything at all.

import { MAX_REASON_LENGTH, MAX_REASONS } from '../domain/limits.ts';
import type { Decision, ThrottleMetadata } from './throttle.ts';

const MAX_UNSIGNED_INT = 0xffff_ffff;
const LONGEST_SHOWN = 60;

/** An answer that is no decision; the message says why. */
export class Nonsense extends Error {}

/**
 * Reads an answer as a decision.
 * @param reasons the reasons given so far; grows by this one
 * @throws Nonsense
 */
export function checkDecision(answer: unknown, reasons: Set<string>): Decision {
  if (answer instanceof Promise) {
    answer.catch(() => {});
    throw new Nonsense('a promise; a throttle answers at once');
  }
  if (typeof answer !== 'object' || answer === null) throw new Nonsense(`${shown(answer)}, no decision`);
  const { outcome, reason, metadata } = answer as Readonly<Record<string, unknown>>;
  if (outcome !== 'deliver' && outcome !== 'discard') {
    throw new Nonsense(`the outcome ${shown(outcome)}, neither 'deliver' nor 'discard'`);
  }
  const word = checkReason(reason, reasons);
  if (metadata === undefined) return { outcome, reason: word };
  if (outcome === 'discard') throw new Nonsense('metadata on a discarded Alert');
  return { outcome, reason: word, metadata: checkMetadata(metadata) };
}

function checkReason(reason: unknown, reasons: Set<string>): string {
  if (typeof reason !== 'string') throw new Nonsense(`the reason ${shown(reason)}, no text`);
  if (reasons.has(reason)) return reason;
  if (reason.length > MAX_REASON_LENGTH) {
    throw new Nonsense(`a reason of ${reason.length} characters; at most ${MAX_REASON_LENGTH} are kept`);
  }
  if (reasons.size >= MAX_REASONS) {
    throw new Nonsense(`more than ${MAX_REASONS} different reasons; a reason is a word, not a message`);
  }
  reasons.add(reason);
  return reason;
}

function checkMetadata(metadata: unknown): ThrottleMetadata {
  if (typeof metadata !== 'object' || metadata === null) {
    throw new Nonsense(`the metadata ${shown(metadata)}, no object`);
  }
  const { sequenceId, count } = metadata as Readonly<Record<string, unknown>>;
  return {
    ...(sequenceId === undefined ? {} : { sequenceId: unsigned('sequenceId', sequenceId) }),
    ...(count === undefined ? {} : { count: unsigned('count', count) }),
  };
}

function unsigned(field: string, value: unknown): number {
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_UNSIGNED_INT) {
    return value as number;
  }
  throw new Nonsense(`the ${field} ${shown(value)}, no unsigned 32-bit number`);
}

/** Anything at all as a few characters of text. */
export function shown(value: unknown): string {
  const text = textOf(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (value instanceof Error) return `the error '${value.message}'`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
