// Text in, whole microseconds out, and back. Every duration a person writes or reads passes here;
// a bare number is never a duration.

const UNIT_US = {
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
} as const;

/** A unit a duration may carry. */
export type DurationUnit = keyof typeof UNIT_US;

const DURATION = /^(\d+)(?:\.(\d+))?(us|ms|s|m|h|d)$/;

/** A unit, in a regular expression for whoever can use no parser. */
export const UNIT_PATTERN = `(?:${Object.keys(UNIT_US).join('|')})`;

/** The number before a unit, in a regular expression. */
export const NUMBER_PATTERN = '\\d+(?:\\.\\d+)?';

/** The same, above zero. */
export const POSITIVE_PATTERN = '(?:\\d*[1-9]\\d*(?:\\.\\d+)?|\\d+\\.\\d*[1-9]\\d*)';

/** What a well-formed duration looks like, for messages. */
export const DURATION_FORM = 'a number with a unit, such as 250ms, 30s, 5m or 1h';

/**
 * Reads `250ms`, `30s`, `5m`, `1.5h`, `1d` as whole microseconds.
 * @returns microseconds, or undefined when the text is no duration, is not a whole number of microseconds,
 * or is too long to be counted exactly.
 */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match) return undefined;
  const [, whole = '', fraction = '', unit = ''] = match;
  // In integers: a decimal such as 0.000007s has no exact floating-point form.
  const scaled = BigInt(whole + fraction) * BigInt(UNIT_US[unit as DurationUnit]);
  const divisor = 10n ** BigInt(fraction.length);
  const us = Number(scaled / divisor);
  return scaled % divisor === 0n && Number.isSafeInteger(us) ? us : undefined;
}

/** Length of one unit in microseconds, or undefined for an unknown unit. */
export function unitUs(unit: string): number | undefined {
  return Object.hasOwn(UNIT_US, unit) ? UNIT_US[unit as DurationUnit] : undefined;
}

/** Writes microseconds in the largest unit that divides them: 3_600_000_000 → `1h`, 90_000_000 → `90s`. */
export function formatDuration(us: number): string {
  for (const unit of ['d', 'h', 'm', 's', 'ms'] as const) {
    if (us !== 0 && us % UNIT_US[unit] === 0) return `${us / UNIT_US[unit]}${unit}`;
  }
  return `${us}us`;
}

/** Writes a moment of scenario time as `h:mm:ss.µµµµµµ`, so that an edge of one microsecond can be seen. */
export function formatMoment(us: number): string {
  const sign = us < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(us) / 1_000_000);
  const fraction = String(Math.abs(us) % 1_000_000).padStart(6, '0');
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${sign}${Math.floor(whole / 3600)}:${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}.${fraction}`;
}
