// How fast a generator sends once it is under way: what a sink counts in a few seconds after its first message, the
// connecting left out.

import type { Sink } from '../load/bare-sink.ts';

const FIRST_WITHIN_MS = 10_000;
const WARMUP_MS = 1_000;
const WINDOW_MS = 3_000;
const POLL_MS = 10;

/** How long a generator must go on after its first message. */
export const STEADY_S = (WARMUP_MS + WINDOW_MS) / 1_000 + 1;

/** Messages per second at a sink; 0 when none came at all. */
export async function steadyRate(sink: Sink): Promise<number> {
  for (let waitedMs = 0; sink.received() === 0; waitedMs += POLL_MS) {
    if (waitedMs > FIRST_WITHIN_MS) return 0;
    await pause(POLL_MS);
  }
  await pause(WARMUP_MS);
  const before = { received: sink.received(), ns: process.hrtime.bigint() };
  await pause(WINDOW_MS);
  const seconds = Number(process.hrtime.bigint() - before.ns) / 1e9;
  return (sink.received() - before.received) / seconds;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
