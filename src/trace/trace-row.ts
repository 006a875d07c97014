// The fields of one line of a trace in, the Alert they tell of out, or everything that is wrong with them. The same for
// every format: where the fields come from, and where they stand in the file, is the reader's business.

import { ALERT_CODE_FORM, parseAlertCode } from '../domain/alert-code.ts';
import { isDeviceId } from '../domain/device.ts';
import { USER_ROLES, type UserRole } from '../domain/user.ts';
import { quotable } from '../scenario/printable.ts';
import { eitherOf } from '../scenario/word-list.ts';
import { readTraceTime, TIME_FORM, type TraceTime } from './trace-time.ts';

/** The fields that a line may have; all others are passed over. */
export const TRACE_FIELDS = ['time', 'device', 'code', 'counter', 'recipient'] as const;

/** One of them. */
export type TraceField = (typeof TRACE_FIELDS)[number];

/** The fields that a line must have. */
export const REQUIRED_FIELDS = ['time', 'device', 'code'] as const;

/** The fields of one line, as they were found; undefined, null and blank text are absent. */
export type TraceFields = { readonly [Field in TraceField]?: unknown };

/** One Alert of a trace. */
export interface TraceRow {
  readonly time: TraceTime;
  readonly device: string;
  readonly code: number;
  /** Null where the line has none. */
  readonly counter: number | null;
  readonly recipient: UserRole;
  /** The Alert's own time, on the scale of `time`; null where the line does not tell it. */
  readonly timestampUs: number | null;
}

/** One thing wrong with a line. */
export interface RowFault {
  /** The field it is about; null for the line as a whole. */
  readonly field: TraceField | null;
  readonly message: string;
  readonly hint: string | null;
}

/** What a Device ID must be, for messages. */
export const DEVICE_FORM = 'an EUI-64: eight hexadecimal octets joined by `-`';

const FORMS: Readonly<Record<TraceField, string>> = {
  time: TIME_FORM,
  device: DEVICE_FORM,
  code: `an Alert Code: ${ALERT_CODE_FORM}`,
  counter: `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
  recipient: eitherOf(USER_ROLES),
};

/** The times of an Alert, where a format tells them in a way of its own. */
export interface KnownTimes {
  readonly time: TraceTime;
  readonly timestampUs: number | null;
}

/** Reads a line's fields; adds to `faults` and returns nothing when they do not make an Alert. */
export function readRow(
  fields: TraceFields,
  faults: RowFault[],
  known: KnownTimes | null = null,
): TraceRow | undefined {
  const read = <T>(field: TraceField, meaning: (value: unknown) => T | undefined): T | undefined => {
    const value = fields[field];
    if (isAbsent(value)) {
      const message = `\`${field}\` is missing; it must be ${FORMS[field]}`;
      faults.push({ field, message, hint: null });
      return undefined;
    }
    const meant = meaning(value);
    if (meant === undefined) {
      const message = `\`${field}\` must be ${FORMS[field]}; found ${quotable(textOf(value))}`;
      faults.push({ field, message, hint: hintFor(field, value) });
    }
    return meant;
  };
  const before = faults.length;
  const time = known?.time ?? read('time', timeOf);
  const device = read('device', deviceOf);
  const code = read('code', (value) => (typeof value === 'string' ? parseAlertCode(value) : undefined));
  const counter = isAbsent(fields.counter) ? null : read('counter', counterOf);
  const recipient = isAbsent(fields.recipient) ? 'Supplier' : read('recipient', recipientOf);
  if (faults.length > before) return undefined;
  return {
    time: time!,
    device: device!,
    code: code!,
    counter: counter!,
    recipient: recipient!,
    timestampUs: known?.timestampUs ?? null,
  };
}

/** A Device ID in the form that all of stormproof uses; undefined when it is none. */
export function deviceOf(value: unknown): string | undefined {
  const id = typeof value === 'string' ? value.toUpperCase() : '';
  return isDeviceId(id) ? id : undefined;
}

/** An originator counter, written as a number or in digits; undefined when it is none. */
export function counterOf(value: unknown): number | undefined {
  const counter = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(counter) && (counter as number) >= 0 ? (counter as number) : undefined;
}

/** A User; undefined when it is none. */
export function recipientOf(value: unknown): UserRole | undefined {
  return USER_ROLES.find((user) => user === value);
}

function timeOf(value: unknown): TraceTime | undefined {
  return typeof value === 'string' || typeof value === 'number' ? readTraceTime(value) : undefined;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function hintFor(field: TraceField, value: unknown): string | null {
  if (field === 'code' && typeof value === 'number')
    return 'write it as text: JSON knows no hexadecimal numbers';
  if (field === 'counter') return 'without the field, Alerts are numbered 1, 2, 3… per Device';
  return null;
}
