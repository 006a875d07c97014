// The waits of a storm: they end when what they wait for is there, when time is up, and when the storm is over.

import { expect, it } from 'vitest';
import { until } from '../../src/run/storm-waits.ts';

const never = (): boolean => false;

it('ends when the condition holds, or the deadline has passed', async () => {
  const { signal } = new AbortController();
  let looks = 0;
  await until(() => ++looks === 3, signal);
  expect(looks).toBe(3);
  await until(never, signal, 1);
});

it('ends when the storm is over, whatever it waits for', async () => {
  const over = new AbortController();
  const waiting = until(never, over.signal);
  over.abort();
  await expect(waiting).rejects.toThrow();
});
