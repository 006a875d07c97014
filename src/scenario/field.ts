// The leaves and branches our schemas are made of. Each carries its expectation as the noun phrase that
// follows "must be" in a diagnostic, so no message is ever the schema library's own; and its form for editors.

import { z } from 'zod';
import { ALERT_CODE_FORM, ALERT_CODE_PATTERN, parseAlertCode } from '../domain/alert-code.ts';
import {
  DURATION_FORM,
  NUMBER_PATTERN,
  POSITIVE_PATTERN,
  parseDuration,
  UNIT_PATTERN,
} from '../domain/duration.ts';
import { type JsonForm, withForm } from './json-form.ts';
import { eitherOf } from './word-list.ts';

/** A way out that depends on how the value was written. */
export type FieldHint = (written: string) => string | null;

/**
 * A single value: `read` returns what it means, or undefined when it means nothing.
 * @param form what an editor is told; may accept more than `read`, never less
 */
export function field<T>(
  expectation: string,
  read: (value: unknown) => T | undefined,
  form: JsonForm,
  hint: FieldHint | null = null,
): z.ZodType<T> {
  const schema = z.unknown().transform((value, context): T => {
    const result = read(value);
    if (result !== undefined) return result;
    context.addIssue({ code: 'custom', message: expectation, params: { hint }, input: value });
    return z.NEVER;
  });
  return withForm(schema, { ...form, ...refusal(expectation) });
}

/** What editors say of a wrong value, where they know this word; the draft does not, and passes it over. */
export function refusal(expectation: string): JsonForm {
  return { errorMessage: `must be ${expectation}` };
}

/** A map with these settings and no other. An unknown key's issue carries the known keys as its message. */
export function section<S extends z.core.$ZodShape>(expectation: string, shape: S) {
  const keys = Object.keys(shape).join(' ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? keys : expectation),
  });
}

/** A list, empty or not. */
export function listOf<T>(expectation: string, item: z.ZodType<T>) {
  return z.array(item, { error: () => expectation });
}

/** One of a few words. */
export function oneOf<const W extends readonly [string, ...string[]]>(words: W) {
  return z.enum(words, { error: () => eitherOf(words) });
}

/** Exactly this number, such as the version of a format. */
export function exactly<const N extends number>(number: N, what: string) {
  return z.literal(number, { error: () => `${number}, ${what}` });
}

/** A whole number within bounds that can be counted exactly. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): z.ZodType<number> {
  const upper = most === Number.MAX_SAFE_INTEGER ? '' : ` and at most ${most}`;
  return field(
    `a whole number of at least ${least}${upper}`,
    (value) =>
      Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most
        ? Number(value)
        : undefined,
    { type: 'integer', minimum: least, maximum: most },
  );
}

/** Text of a form; any text but blank when no pattern is given. */
export function text(expectation: string, pattern: RegExp = /\S/): z.ZodType<string> {
  return field(
    expectation,
    (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined),
    { type: 'string', pattern: pattern.source },
    (written) => (/^[\w.-]+$/.test(written) && pattern.test(written) ? `quote it: "${written}"` : null),
  );
}

/** What a stretch of time above zero must be, in words. */
export const positiveDurationForm = `a duration above zero: ${DURATION_FORM}`;

/** A stretch of time above zero, in microseconds. */
export const positiveDuration = duration(1, positiveDurationForm, POSITIVE_PATTERN);

/** A stretch of time, possibly none, in microseconds. */
export const anyDuration = duration(0, `a duration: ${DURATION_FORM}`, NUMBER_PATTERN);

/** An Alert Code: a number inside, quoted text outside, for YAML takes 8002 and 81E3 for numbers. */
export const alertCode = field(
  `an Alert Code in quotes: ${ALERT_CODE_FORM}`,
  (value) => (typeof value === 'string' ? parseAlertCode(value) : undefined),
  { type: 'string', pattern: ALERT_CODE_PATTERN },
  (written) => (parseAlertCode(written) === undefined ? null : `quote it: "${written}"`),
);

/** A stretch of time within bounds, in microseconds; `number` is the pattern of its number, for editors. */
export function duration(
  leastUs: number,
  expectation: string,
  number: string = POSITIVE_PATTERN,
  mostUs: number = Number.MAX_SAFE_INTEGER,
): z.ZodType<number> {
  return field(
    expectation,
    (value) => {
      const us = typeof value === 'string' ? parseDuration(value) : undefined;
      return us !== undefined && us >= leastUs && us <= mostUs ? us : undefined;
    },
    { type: 'string', pattern: `^${number}${UNIT_PATTERN}$` },
    (written) => (/^[1-9]\d*$/.test(written) ? `add a unit, such as \`${written}s\`` : null),
  );
}
