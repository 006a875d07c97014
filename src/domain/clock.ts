// The only source of time. Monotonic clocks are safe to compare across threads of one process;
// wall-clock time is for names and reports, never for a decision.

/** Integer microseconds that never go backwards. */
export interface Clock {
  nowUs(): number;
}

/** Nanoseconds of the one clock that all threads of this process share (`process.hrtime`). */
export function monotonicNs(): bigint {
  return process.hrtime.bigint();
}

/** Microseconds of wall time since the process-wide monotonic origin. */
export function monotonicUs(): number {
  return Number(monotonicNs() / 1_000n);
}

/**
 * Scenario time: starts at 0 at `epochNs` and runs `timeScale` times as fast as the wall.
 * Threads that hold the same epoch and scale read the same time.
 */
export class ScenarioClock implements Clock {
  /** As a number, exact for the first 104 days of a machine's uptime, and right to the microsecond long after. */
  readonly #epochNs: number;
  readonly #timeScale: number;

  constructor(epochNs: bigint, timeScale: number) {
    this.#epochNs = Number(epochNs);
    this.#timeScale = timeScale;
  }

  nowUs(): number {
    return Math.floor(((Number(monotonicNs()) - this.#epochNs) * this.#timeScale) / 1_000);
  }
}

/** A clock that moves only when told to. */
export class ManualClock implements Clock {
  #nowUs = 0;

  nowUs(): number {
    return this.#nowUs;
  }

  moveTo(us: number): void {
    this.#nowUs = us;
  }
}

/** The wall clock, for names and reports. */
export function utcNow(): Date {
  return new Date();
}

/** Waits `ms` of wall time; wakes early, without error, when the signal aborts. */
export function sleepMs(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const wake = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal?.addEventListener('abort', wake, { once: true });
  });
}

/** Does something in `ms` of wall time, unless the returned function is called before. */
export function after(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}

/** Lets the event loop turn once, so that signals and timers are heard in the middle of long work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Calls `tick` every `ms` of wall time until the returned function is called. Does not keep the process alive. */
export function every(ms: number, tick: () => void): () => void {
  const timer = setInterval(tick, ms);
  timer.unref();
  return () => clearInterval(timer);
}
