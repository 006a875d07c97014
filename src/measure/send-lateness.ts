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

/** Measures every planned Alert once. */
export function measureSendLateness(history: History): SendLateness {
  const { header } = history;
  const histogram = new LatencyHistogram();
  const counted = new Uint8Array(header.planned);
  let late = 0;
  let sent = 0;
  for (let row = 0; row < history.length; row++) {
    const id = history.id[row]!;
    if (id < 0 || counted[id] === 1 || Number.isNaN(history.sentUs[row]!)) continue;
    counted[id] = 1;
    sent++;
    if (header.mode === 'virtual') continue;
    const wallUs = (history.sentUs[row]! - history.plannedUs[row]!) / header.timeScale;
    if (wallUs > LATE_AFTER_MS * 1_000) late++;
    histogram.record(wallUs);
  }
  return {
    late,
    sent,
    dropped: header.planned - sent,
    p99Ms: histogram.samples === 0 ? null : histogram.percentileUs(99) / 1_000,
    maxMs: histogram.samples === 0 ? null : histogram.maxUs / 1_000,
  };
}
