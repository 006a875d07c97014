// The time of a line of a trace: text or a number in, whole microseconds out, and the text that a capture writes.
// Digits beyond the microsecond are cut off; nothing else is bent until it fits.

/** How a trace tells its times: as UTC, as seconds from any origin, or as scenario time of the run that left it. */
export type TimeForm = 'utc' | 'seconds' | 'scenario';

/** A time in a trace, microseconds since 1970 or since wherever its seconds count from. */
export interface TraceTime {
  readonly form: TimeForm;
  readonly us: number;
}

/** What a time must be, for messages. */
export const TIME_FORM =
  'an ISO 8601 UTC time or a number of seconds, such as 2026-01-05T10:00:00.123456Z or 12.5';

const UTC = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|\+00:00)$/;
const SECONDS = /^(-?)(\d+)(?:\.(\d+))?$/;
/** How a number below a millionth is written. */
const NEXT_TO_NOTHING = /^-?\d(?:\.\d+)?e-\d+$/;

/** Reads a time; undefined when it is none, or lies so far off that its microseconds cannot be counted. */
export function readTraceTime(written: string | number): TraceTime | undefined {
  const text = String(written);
  const us = utcUs(text);
  if (us !== undefined) return { form: 'utc', us };
  if (typeof written === 'number' && NEXT_TO_NOTHING.test(text)) return { form: 'seconds', us: 0 };
  const [, sign, whole = '', fraction] = SECONDS.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const size = Number(whole) * 1_000_000 + microseconds(fraction);
  if (!Number.isSafeInteger(size)) return undefined;
  return { form: 'seconds', us: sign === '-' && size > 0 ? -size : size };
}

/** Writes microseconds since 1970 as UTC: `2026-01-05T10:00:00.123456Z`. */
export function formatUtc(us: number): string {
  const milliseconds = Math.floor(us / 1_000);
  const below = String(us - milliseconds * 1_000).padStart(3, '0');
  return new Date(milliseconds).toISOString().replace('Z', `${below}Z`);
}

function utcUs(text: string): number | undefined {
  const match = UTC.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const seconds = date.getTime() / 1_000 + hour * 3_600 + minute * 60 + second;
  return seconds * 1_000_000 + microseconds(match[7]);
}

function microseconds(fraction = ''): number {
  return Number(fraction.slice(0, 6).padEnd(6, '0'));
}
