// One record of CSV: its values, where each begins, and what quotes may not do.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsvRecord } from '../../src/trace/csv-record.ts';
import { SEED } from '../support/seed.ts';

const values = (text: string): readonly string[] | string => {
  const record = readCsvRecord(text);
  return record.kind === 'values' ? record.values : record.kind;
};

describe('a record', () => {
  it.each([
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    ['a,,b,', ['a', '', 'b', '']],
    [' a ,\tb ', ['a', 'b']],
    ['"a","b"', ['a', 'b']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a ""b""",c', ['a "b"', 'c']],
    ['""', ['']],
    ['"",""', ['', '']],
    ['""""', ['"']],
    [' " a " ,b', [' a ', 'b']],
    ['"a\nb",c', ['a\nb', 'c']],
  ])('%j has the values %j', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it('says where each value begins', () => {
    expect(readCsvRecord('a, b,"c",,e')).toMatchObject({ columns: [1, 4, 6, 10, 11] });
  });

  it.each([
    ['a"b', 2, 'a quote inside a value that does not begin with one'],
    ['x,a "b"', 5, 'a quote inside a value that does not begin with one'],
    ['"a" b,c', 4, 'text after a closing quote'],
    ['x,"a"b"', 6, 'text after a closing quote'],
  ])('%j is none', (text, column, message) => {
    expect(readCsvRecord(text)).toEqual({ kind: 'fault', column, message });
  });

  it.each([
    ['"a', 1],
    ['a,"b', 3],
    ['a,"b""', 3],
    ['a,"', 3],
  ])('%j is not at its end', (text, column) => {
    expect(readCsvRecord(text)).toEqual({ kind: 'open', column });
  });

  it(`is read as it was written, whatever is in it (seed ${SEED})`, () => {
    const text = fc.string({ unit: fc.constantFrom('"', ',', '\n', ' ', 'a', 'é') });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (written) => {
        const record = written.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
        expect(values(record)).toEqual(written);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
