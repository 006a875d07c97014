// What a storm waits for: conditions that are looked at again and again, with a deadline where there is one. Every wait
// ends with an error as soon as the storm is over, so that none of them outlives it and keeps the process alive.

import { every, monotonicUs, sleepMs } from '../domain/clock.ts';
import { DRAIN_DEADLINE_MS, PROGRESS_MS, QUIET_MS, STALLED_MS } from '../domain/limits.ts';
import type { StormMonitor } from './storm-monitor.ts';

const POLL_MS = 20;

/** Waits until the condition holds, or the deadline passes. */
export async function until(
  holds: () => boolean,
  over: AbortSignal,
  deadlineMs = Number.POSITIVE_INFINITY,
): Promise<void> {
  const deadlineUs = monotonicUs() + deadlineMs * 1_000;
  while (!holds() && monotonicUs() < deadlineUs) await pause(over);
}

/**
 * Waits until everything sent has come through and nothing more comes; or, when something is missing, until nothing
 * has moved for STALLED_MS or the drain deadline has passed.
 */
export async function quiet(monitor: StormMonitor, over: AbortSignal): Promise<void> {
  const deadlineUs = monotonicUs() + DRAIN_DEADLINE_MS * 1_000;
  for (let moved = -1, stillMs = 0; monotonicUs() < deadlineUs; ) {
    stillMs = moved === monitor.moved ? stillMs + POLL_MS : 0;
    moved = monitor.moved;
    if (stillMs >= (monitor.settled ? QUIET_MS : STALLED_MS)) return;
    await pause(over);
  }
}

/** Does the work and ticks meanwhile. */
export async function withTicks(tick: () => void, work: () => Promise<void>): Promise<void> {
  const stopTicking = every(PROGRESS_MS, tick);
  try {
    await work();
  } finally {
    stopTicking();
  }
}

async function pause(over: AbortSignal): Promise<void> {
  await sleepMs(POLL_MS, over);
  over.throwIfAborted();
}
