// `5..50:5` or `10m..1h:10m` in, every value from the first to the last out, or what is wrong with it. Whole numbers
// and durations only: what else could be counted in steps would be a guess.

import { DURATION_FORM, formatDuration, parseDuration } from '../domain/duration.ts';
import { MAX_SWEEP_CELLS } from '../domain/limits.ts';
import { quotable } from './printable.ts';

/** What a text that was meant for a range is, or why it is none. */
type RangeReading =
  | { readonly values: readonly (number | string)[] }
  | { readonly message: string; readonly hint: string };

const FORM = 'first..last:step, such as 5..50:5 or 10m..1h:10m';

/**
 * Reads an unquoted value as a range; null when it does not look like one. Whole numbers step by 1 when no step is
 * given. The last value is reached only where the steps meet it.
 */
export function readRange(text: string): RangeReading | null {
  // A path such as ../profiles/mine.yaml has two dots as well.
  if (!text.includes('..') || (text.includes('/') && !/^\d/.test(text))) return null;
  const [, first, last, step] = /^([\w.]+?)\.\.([\w.]+?)(?::([\w.]+))?$/.exec(text) ?? [];
  const fault = (message: string, hint = `write ${FORM}`): RangeReading => ({ message, hint });
  if (first === undefined || last === undefined) return fault(`\`${quotable(text)}\` is no range`);
  const whole = [first, last, step ?? '1'].map(wholeOf);
  if (isAll(whole)) return stepped(text, whole, (value) => value);
  const durations = [first, last, step ?? ''].map(parseDuration);
  if (isAll(durations)) return stepped(text, durations, formatDuration);
  if (step === undefined && [first, last].map(parseDuration).every((us) => us !== undefined)) {
    return fault(`the range \`${text}\` has no step`, `add one: \`${text}:${first}\``);
  }
  return fault(
    `\`${quotable(text)}\` is no range of whole numbers, nor of durations`,
    `write ${FORM}; a duration is ${DURATION_FORM}`,
  );
}

function stepped(
  text: string,
  [first = 0, last = 0, step = 0]: readonly number[],
  written: (value: number) => number | string,
): RangeReading {
  const hint = `write ${FORM}`;
  if (step === 0) return { message: `the range \`${text}\` never leaves its first value`, hint };
  if (last < first) return { message: `the range \`${text}\` ends before it begins`, hint };
  const length = Math.floor((last - first) / step) + 1;
  if (length > MAX_SWEEP_CELLS) {
    const message = `the range \`${text}\` has ${length} values; at most ${MAX_SWEEP_CELLS} are possible`;
    return { message, hint: 'take a larger step' };
  }
  return { values: Array.from({ length }, (_, n) => written(first + n * step)) };
}

function wholeOf(text: string): number | undefined {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

function isAll(values: readonly (number | undefined)[]): values is readonly number[] {
  return values.every((value) => value !== undefined);
}
