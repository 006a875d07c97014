// The header of a CSV trace in, where each field stands in a record out. A header that names no trace is refused at
// once: without it no line could be read.

import { type Diagnostic, InputError } from '../domain/diagnostic.ts';
import { lineFrame } from '../scenario/code-frame.ts';
import { quotable } from '../scenario/printable.ts';
import { allOf } from '../scenario/word-list.ts';
import type { CsvRecord } from './csv-record.ts';
import { REQUIRED_FIELDS, TRACE_FIELDS, type TraceField } from './trace-row.ts';

const MOST_COLUMNS_NAMED = 8;

/** Where the fields of a trace stand, counted from 0, and how many columns there are. */
export interface CsvHeader {
  readonly places: ReadonlyMap<TraceField, number>;
  readonly columns: number;
}

/** Where a header was found. */
interface HeaderPlace {
  readonly file: string;
  readonly text: string;
  readonly line: number;
}

/**
 * Reads a header.
 * @throws InputError `trace-empty` with everything that is wrong with it.
 */
export function readCsvHeader(
  { values, columns }: Extract<CsvRecord, { kind: 'values' }>,
  { file, text, line }: HeaderPlace,
): CsvHeader {
  const names = values.map((value) => value.toLowerCase());
  const places = new Map<TraceField, number>();
  const wrong: Diagnostic[] = [];
  const add = (column: number, message: string, hint: string): void => {
    wrong.push({ file, line, column, message, hint, frame: lineFrame(text, line, column) });
  };
  for (const field of REQUIRED_FIELDS) {
    if (!names.includes(field)) add(1, `the header has no column \`${field}\``, hintFor(values));
  }
  for (const field of TRACE_FIELDS) {
    const at = names.indexOf(field);
    const again = names.lastIndexOf(field);
    if (at >= 0) places.set(field, at);
    if (at !== again) add(columns[again]!, `two columns are called \`${field}\``, 'keep one of the two');
  }
  if (wrong.length > 0) throw new InputError(file, wrong, { kind: 'trace-empty', mistakes: wrong.length });
  return { places, columns: values.length };
}

function hintFor(values: readonly string[]): string {
  if (values.length === 1 && /[;\t]/.test(values[0]!)) return 'columns are separated by commas';
  const named = values.slice(0, MOST_COLUMNS_NAMED).map(quotable);
  const more = values.length > named.length ? ` and ${values.length - named.length} more` : '';
  return `the first line of a CSV file names its columns; here it names ${allOf(named)}${more}`;
}
