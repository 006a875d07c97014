// Columns that grow by chunks: what was written stays where it was, and little is allocated that nobody asked for.

import { expect, test } from 'vitest';
import { ChunkedColumns } from '../../src/columns/chunked-columns.ts';
import { float64, uint32 } from '../../src/columns/growing-columns.ts';

interface Allocated {
  rows: number;
}

/** Columns that count the rows they allocated. */
function countingColumns(chunkRows?: number) {
  const allocated: Allocated = { rows: 0 };
  const make = {
    us: (rows: number) => {
      allocated.rows += rows;
      return float64(rows);
    },
    n: uint32,
  };
  return { columns: new ChunkedColumns(make, chunkRows), allocated };
}

test.each([undefined, 1, 2, 64])('keep every row while they grow, chunks of %s', (chunkRows) => {
  const { columns } = countingColumns(chunkRows);
  for (let row = 0; row < 10_000; row++) {
    columns.reserve(row);
    columns.chunkOf(row).us[columns.rowIn(row)] = row + 0.5;
    columns.chunkOf(row).n[columns.rowIn(row)] = row;
  }
  for (let row = 0; row < 10_000; row++) {
    expect(columns.chunkOf(row).us[columns.rowIn(row)]).toBe(row + 0.5);
    expect(columns.chunkOf(row).n[columns.rowIn(row)]).toBe(row);
  }
});

test('make room for a row far beyond those there are', () => {
  const { columns } = countingColumns();
  columns.reserve(20_000);
  columns.chunkOf(20_000).n[columns.rowIn(20_000)] = 7;
  expect(columns.chunkOf(20_000).n[columns.rowIn(20_000)]).toBe(7);
  expect(columns.chunkOf(0).n[columns.rowIn(0)]).toBe(0);
});

test('begin small, and have less than a chunk to spare once they are large', () => {
  const { columns, allocated } = countingColumns();
  columns.reserve(0);
  expect(allocated.rows).toBe(32);
  columns.reserve(100_000);
  const doubled = 32 + 64 + 128 + 256 + 512 + 1_024 + 2_048 + 4_096 + 8_192;
  expect(allocated.rows - doubled).toBeLessThanOrEqual(100_001 + 16_384);
});
