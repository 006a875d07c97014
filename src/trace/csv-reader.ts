// Lines of CSV in, Alerts and bad lines out. The header says which column is which; a value in quotes may go on over
// several lines, and a quote that nobody closes costs its own line only.

import { MAX_TRACE_LINE } from '../domain/limits.ts';
import { type CsvHeader, readCsvHeader } from './csv-header.ts';
import { type CsvRecord, readCsvRecord } from './csv-record.ts';
import { type LineReader, TOO_LONG } from './line-reader.ts';
import type { TraceBuilder } from './trace-builder.ts';
import { type RowFault, readRow, type TraceField } from './trace-row.ts';

const ABOUT_QUOTES = 'double a quote that belongs to a value';

type Values = Extract<CsvRecord, { kind: 'values' }>;

/** Why a record cannot be used, and where its fields stand. */
interface Wrong {
  readonly faults: readonly RowFault[];
  readonly columnOf: (field: RowFault['field']) => number;
}

/** Reads a CSV trace. */
export class CsvReader implements LineReader {
  readonly #file: string;
  readonly #builder: TraceBuilder;
  #header: CsvHeader | null = null;
  /** The lines of a record whose quotes are still open, and the number of the first. */
  #open: readonly string[] = [];
  #openLine = 0;
  #openLength = 0;

  constructor(file: string, builder: TraceBuilder) {
    this.#file = file;
    this.#builder = builder;
  }

  /** @throws InputError `trace-empty` when the header names no trace. */
  take(text: string, line: number): void {
    if (this.#open.length > 0) this.#goOn(text);
    else if (text.length > MAX_TRACE_LINE) this.#bad(text, line, TOO_LONG);
    else if (text.trim() !== '') this.#begin(text, line);
  }

  end(): void {
    while (this.#open.length > 0) this.#giveUp();
  }

  #begin(text: string, line: number): void {
    const record = readCsvRecord(text);
    if (record.kind === 'values') {
      const wrong = this.#record(record, text, line);
      if (wrong) this.#builder.bad.add(text, line, wrong.faults, wrong.columnOf);
    } else if (record.kind === 'fault') {
      this.#bad(text, line, { field: null, message: record.message, hint: ABOUT_QUOTES }, record.column);
    } else {
      this.#open = [text];
      this.#openLine = line;
      this.#openLength = text.length;
    }
  }

  /** What a trace needs is on one line: only a record that holds together may go on over several. */
  #goOn(text: string): void {
    this.#open = [...this.#open, text];
    this.#openLength += text.length + 1;
    if (this.#openLength > MAX_TRACE_LINE) {
      this.#giveUp();
      return;
    }
    if (!text.includes('"')) return;
    const whole = this.#open.join('\n');
    const record = readCsvRecord(whole);
    if (record.kind === 'open') return;
    if (record.kind === 'fault' || this.#record(record, whole, this.#openLine)) this.#giveUp();
    else this.#open = [];
  }

  /** The line that opened a quote is bad; those after it are read as if it had not been there. */
  #giveUp(): void {
    const [first = '', ...others] = this.#open;
    const line = this.#openLine;
    const record = readCsvRecord(first);
    this.#open = [];
    const fault = { field: null, message: 'a quote is opened and not closed', hint: ABOUT_QUOTES };
    this.#bad(first, line, fault, record.kind === 'open' ? record.column : 1);
    others.forEach((text, index) => {
      this.take(text, line + 1 + index);
    });
  }

  /** Reads a record; says what is wrong with it when it cannot be used. */
  #record(record: Values, text: string, line: number): Wrong | null {
    if (this.#header === null) {
      this.#header = readCsvHeader(record, { file: this.#file, text, line });
      return null;
    }
    const { values, columns } = record;
    const { places, columns: named } = this.#header;
    const surplus = values.findIndex((value, at) => at >= named && value !== '');
    if (surplus >= 0) {
      const message = `${values.length} values under ${named} columns`;
      const fault = { field: null, message, hint: 'quote a value that holds a comma' };
      return { faults: [fault], columnOf: () => columns[surplus]! };
    }
    const faults: RowFault[] = [];
    const row = readRow(fieldsOf(values, places), faults);
    if (row && this.#builder.add(row, faults)) return null;
    return { faults, columnOf: (field) => columns[(field && places.get(field)) ?? -1] ?? 1 };
  }

  #bad(text: string, line: number, fault: RowFault, column = 1): void {
    this.#builder.bad.add(text, line, [fault], () => column);
  }
}

function fieldsOf(
  values: readonly string[],
  places: CsvHeader['places'],
): Partial<Record<TraceField, string>> {
  const fields: Partial<Record<TraceField, string>> = {};
  for (const [field, at] of places) {
    const value = values[at];
    if (value !== undefined) fields[field] = value;
  }
  return fields;
}
