// Columns in memory that threads share: the same values, other fields untouched.

import { expect, test } from 'vitest';
import { inSharedMemory } from '../../src/columns/shared-memory.ts';

test('every column is copied into shared memory, and what is no column stays as it is', () => {
  const names = ['a', 'b'];
  const fields = { length: 2, names, at: Float64Array.of(1.5, Number.NaN), rows: Int32Array.of(-1, 7) };
  const shared = inSharedMemory(fields);
  expect(shared).toEqual(fields);
  expect(shared.names).toBe(names);
  expect(shared.at.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(shared.rows).toBeInstanceOf(Int32Array);
  expect(fields.at.buffer).toBeInstanceOf(ArrayBuffer);
});

test('two fields of one column are so still', () => {
  const column = Uint8Array.of(1, 2, 3).subarray(1);
  const { one, other } = inSharedMemory({ one: column, other: column });
  expect(one).toBe(other);
  expect([...one]).toEqual([2, 3]);
});
