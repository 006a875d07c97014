// How late Alerts leave, between one reading and the next. Told of every Alert at the moment it is sent, so it does
// next to nothing then.

import { LATE_AFTER_MS } from '../domain/limits.ts';

/** The worst lateness in wall milliseconds since the last reading, and how many Alerts were late. */
export interface LatenessReading {
  readonly lateMaxMs: number;
  readonly late: number;
}

/** Gathers lateness. */
export class SendGauge {
  #maxMs = 0;
  #late = 0;

  note(lateMs: number): void {
    if (lateMs > this.#maxMs) this.#maxMs = lateMs;
    if (lateMs > LATE_AFTER_MS) this.#late++;
  }

  /** What was gathered since the last call. */
  take(): LatenessReading {
    const reading = { lateMaxMs: this.#maxMs, late: this.#late };
    this.#maxMs = 0;
    this.#late = 0;
    return reading;
  }
}
