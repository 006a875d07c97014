// Lines of JSON in, Alerts and bad lines out. A first line that is the header of a history makes the rest rows of it:
// of those, the ones that reached the throttle are the trace, at the moments at which they did.

import { MAX_TRACE_LINE } from '../domain/limits.ts';
import type { HistoryHeader } from '../ledger/history.ts';
import { readHeaderLine } from '../ledger/history-line.ts';
import { quotable } from '../scenario/printable.ts';
import { type LineReader, TOO_LONG } from './line-reader.ts';
import type { TraceBuilder } from './trace-builder.ts';
import { type KnownTimes, type RowFault, readRow, type TraceFields } from './trace-row.ts';

/** Reads an NDJSON trace, or a history. */
export class NdjsonReader implements LineReader {
  readonly #builder: TraceBuilder;
  #header: HistoryHeader | null = null;
  #begun = false;

  constructor(builder: TraceBuilder) {
    this.#builder = builder;
  }

  /** What the first line said that the file is. */
  get format(): 'ndjson' | 'history' {
    return this.#header === null ? 'ndjson' : 'history';
  }

  take(text: string, line: number): void {
    if (text.trim() === '') return;
    const faults: RowFault[] = [];
    const first = !this.#begun;
    this.#begun = true;
    const fields = objectOf(text, faults);
    if (fields && first && 'history' in fields) {
      this.#header = headerOf(text, faults);
      if (this.#header !== null) return;
    }
    if (fields && faults.length === 0 && this.#alert(fields, faults)) return;
    this.#builder.bad.add(text, line, faults, (field) => columnOf(text, field));
  }

  end(): void {}

  /** True when the line needs no more attention. */
  #alert(fields: Readonly<Record<string, unknown>>, faults: RowFault[]): boolean {
    const times = this.#header === null ? null : timesInHistory(fields, this.#header, faults);
    if (times === undefined) {
      if (faults.length === 0) this.#builder.notReceived++;
      return faults.length === 0;
    }
    const row = readRow(fields as TraceFields, faults, times);
    return row !== undefined && this.#builder.add(row, faults);
  }
}

/**
 * When an Alert reached the throttle, and its own time where the run's throttle counted by it: where nobody saw it
 * arrive, when it was sent. Undefined when it never did.
 */
function timesInHistory(
  fields: Readonly<Record<string, unknown>>,
  { blackBox }: HistoryHeader,
  faults: RowFault[],
): KnownTimes | undefined {
  const name = blackBox ? 'sent' : 'received';
  if (fields[name] === null) return undefined;
  const us = wholeUs(fields, name, (value) => value >= 0, faults);
  const timestampUs =
    fields.timestamp === undefined ? null : wholeUs(fields, 'timestamp', () => true, faults);
  return us === undefined || timestampUs === undefined
    ? undefined
    : { time: { form: 'scenario', us }, timestampUs };
}

function wholeUs(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  holds: (us: number) => boolean,
  faults: RowFault[],
): number | undefined {
  const us = fields[name];
  if (typeof us === 'number' && Number.isSafeInteger(us) && holds(us)) return us;
  const message = `\`${name}\` must be whole microseconds, or null; found ${quotable(String(us))}`;
  faults.push({ field: null, message, hint: null });
  return undefined;
}

function objectOf(text: string, faults: RowFault[]): Readonly<Record<string, unknown>> | undefined {
  if (text.length > MAX_TRACE_LINE) {
    faults.push(TOO_LONG);
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
  } catch {
    // What is no JSON is no object either.
  }
  faults.push({ field: null, message: `a line must be a JSON object; found ${quotable(text)}`, hint: null });
  return undefined;
}

function headerOf(text: string, faults: RowFault[]): HistoryHeader | null {
  try {
    return readHeaderLine(text);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    faults.push({ field: null, message, hint: null });
    return null;
  }
}

/** Where the value of a field begins. */
function columnOf(text: string, field: RowFault['field']): number {
  const key = field === null ? null : new RegExp(`"${field}"\\s*:\\s*`).exec(text);
  return key ? key.index + key[0].length + 1 : 1;
}
