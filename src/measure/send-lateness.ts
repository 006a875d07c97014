// A history in, how well the sender kept its plan out. Lateness is wall time from the planned moment to the
// sending; an Alert that arrived more than once was sent once.

import { LATE_AFTER_MS } from '../domain/limits.ts';
import type { History } from '../ledger/history.ts';
import { LatencyHistogram } from './latency-histogram.ts';

/** How well the plan was kept. Lateness is null when nothing was sent, as in virtual time. */
export interface SendLateness {
  /** Alerts sent more than LATE_AFTER_MS after their planned moment. */
  readonly late: number;
  readonly sent: number;
  /** Alerts of the plan that were never sent. */
  readonly dropped: number;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
}

/** Measures a history that is there as a whole. */
export function measureSendLateness(history: History): SendLateness {
  const tally = new LatenessTally(history.header.planned);
  tally.add(history);
  return tally.result;
}

/** Measures every planned Alert once. */
export class LatenessTally {
  readonly #planned: number;
  readonly #counted: Uint8Array;
  readonly #histogram = new LatencyHistogram();
  #late = 0;
  #sent = 0;

  constructor(planned: number) {
    this.#planned = planned;
    this.#counted = new Uint8Array(planned);
  }

  /** Adds a history, or a piece of one. */
  add(history: History): void {
    const { header } = history;
    for (let row = 0; row < history.length; row++) {
      const id = history.id[row]!;
      if (id < 0 || this.#counted[id] === 1 || Number.isNaN(history.sentUs[row]!)) continue;
      this.#counted[id] = 1;
      this.#sent++;
      if (header.mode === 'virtual') continue;
      const wallUs = (history.sentUs[row]! - history.plannedUs[row]!) / header.timeScale;
      if (wallUs > LATE_AFTER_MS * 1_000) this.#late++;
      this.#histogram.record(wallUs);
    }
  }

  get result(): SendLateness {
    const none = this.#histogram.samples === 0;
    return {
      late: this.#late,
      sent: this.#sent,
      dropped: this.#planned - this.#sent,
      p99Ms: none ? null : this.#histogram.percentileUs(99) / 1_000,
      maxMs: none ? null : this.#histogram.maxUs / 1_000,
    };
  }
}
