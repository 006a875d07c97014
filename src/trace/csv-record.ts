// One line of CSV in, its values out (RFC 4180). Written here because a trace must get over a line whose quotes make no
// sense, say where it stands, and lose nothing but that line: the CSV libraries looked at lose all that follows.

/** The values of a record, or why there are none. Columns count from 1. */
export type CsvRecord =
  | { readonly kind: 'values'; readonly values: readonly string[]; readonly columns: readonly number[] }
  /** A quote is opened here and not closed: the record may go on with the next line. */
  | { readonly kind: 'open'; readonly column: number }
  | { readonly kind: 'fault'; readonly column: number; readonly message: string };

/** Reads a record. Blanks around a value are left out unless quotes keep them. */
export function readCsvRecord(text: string): CsvRecord {
  const values: string[] = [];
  const columns: number[] = [];
  for (let at = 0; ; at++) {
    const start = startOfValue(text, at);
    columns.push(start + 1);
    if (text[start] !== '"') {
      const end = endOfValue(text, start);
      const quote = text.slice(start, end).indexOf('"');
      if (quote >= 0) return fault(start + quote, 'a quote inside a value that does not begin with one');
      values.push(text.slice(start, end).trim());
      at = end;
    } else {
      const close = closingQuote(text, start + 1);
      if (close < 0) return { kind: 'open', column: start + 1 };
      values.push(text.slice(start + 1, close).replaceAll('""', '"'));
      const end = endOfValue(text, close + 1);
      if (text.slice(close + 1, end).trim() !== '') return fault(close + 1, 'text after a closing quote');
      at = end;
    }
    if (at >= text.length) return { kind: 'values', values, columns };
  }
}

function startOfValue(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

function endOfValue(text: string, from: number): number {
  const comma = text.indexOf(',', from);
  return comma < 0 ? text.length : comma;
}

/** Where the quote stands that ends a value; two in a row are one that belongs to it. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

const fault = (at: number, message: string): CsvRecord => ({ kind: 'fault', column: at + 1, message });
