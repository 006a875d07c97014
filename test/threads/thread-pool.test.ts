// How news and a report come home from a thread: all of them, the report last, and its columns not copied where they
// are handed over.

import { afterAll, describe, expect, it } from 'vitest';
import { deferred } from '../../src/domain/deferred.ts';
import { ThreadPool } from '../../src/threads/thread-pool.ts';
import type { Way } from './column-worker.ts';

const pool = new ThreadPool<Way, never, number, unknown>(1, new URL('./column-worker.ts', import.meta.url));

afterAll(() => pool.destroy());

describe('a report of columns', () => {
  it.each([
    ['hand over', 0],
    ['clone', 17],
  ] as const)('comes whole by %s, and leaves %d bytes of them on its thread', async (way, bytes) => {
    const left = deferred<number>();
    const { report } = pool.launch(way, left.resolve);
    expect(await report).toEqual({
      name: 'columns',
      rows: { us: Float64Array.of(1.5, Number.NaN), flag: Uint8Array.of(7) },
    });
    expect(await left.promise).toBe(bytes);
  });
});

describe('the report of a thread', () => {
  it('comes after all its news, though it takes another way', async () => {
    const entry = new URL('./chatty-worker.ts', import.meta.url);
    const chatty = new ThreadPool<number, never, number, number>(1, entry);
    try {
      for (let round = 0; round < 20; round++) {
        let heard = 0;
        const { report } = chatty.launch(50, () => heard++);
        expect([await report, heard]).toEqual([50, 50]);
      }
    } finally {
      await chatty.destroy();
    }
  });
});
