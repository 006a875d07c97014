// How news and a report come home from a thread: all of them, and the report last.

import { expect, test } from 'vitest';
import { ThreadPool } from '../../src/threads/thread-pool.ts';

test('a report comes after all the news of its thread, though it takes another way', async () => {
  const entry = new URL('./chatty-worker.ts', import.meta.url);
  const pool = new ThreadPool<number, never, number, number>(1, entry);
  try {
    for (let round = 0; round < 20; round++) {
      let heard = 0;
      const { report } = pool.launch(50, () => heard++);
      expect([await report, heard]).toEqual([50, 50]);
    }
  } finally {
    await pool.destroy();
  }
});
