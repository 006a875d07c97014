// Lines of JSON in, Alerts and bad lines out. A first line that is the header of a history makes the rest rows of it:
// of those, the ones that reached the throttle are the trace, at the moments at which they did.

import { MAX_TRACE_LINE } from '../domain/limits.ts';
import type { HistoryHeader } from '../ledger/history.ts';
import { readHeaderLine } from '../ledger/history-line.ts';
import { quotable } from '../scenario/printable.ts';
import { type LineReader, TOO_LONG } from './line-reader.ts';
import type { TraceBuilder } from './trace-builder.ts';
import { type RowFault, readRow, type TraceFields } from './trace-row.ts';
import type { TraceTime } from './trace-time.ts';

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
    const time = this.#header === null ? null : timeInHistory(fields, this.#header, faults);
    if (time === undefined) {
      if (faults.length === 0) this.#builder.notReceived++;
      return faults.length === 0;
    }
    const row = readRow(fields as TraceFields, faults, time);
    return row !== undefined && this.#builder.add(row, faults);
  }
}

/** When an Alert reached the throttle: where nobody saw it arrive, when it was sent. Undefined when it never did. */
function timeInHistory(
  fields: Readonly<Record<string, unknown>>,
  { blackBox }: HistoryHeader,
  faults: RowFault[],
): TraceTime | undefined {
  const name = blackBox ? 'sent' : 'received';
  const us = fields[name];
  if (us === null) return undefined;
  if (Number.isSafeInteger(us) && (us as number) >= 0) return { form: 'scenario', us: us as number };
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
