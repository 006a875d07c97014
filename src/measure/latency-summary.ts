// A histogram in, the few figures people quote out. Negative latencies are shown beside them and are in none of
// them: they say that clocks disagreed, not that anything was fast.

import type { LatencyHistogram } from './latency-histogram.ts';

/** One leg's latency in wall microseconds. */
export interface LatencySummary {
  readonly samples: number;
  /** Samples below zero, left out of the rest: clocks disagreed. */
  readonly negative: number;
  readonly minUs: number;
  readonly p50Us: number;
  readonly p90Us: number;
  readonly p99Us: number;
  readonly p999Us: number;
  readonly maxUs: number;
}

/** The summary of a histogram; null when nothing was measured. */
export function summarize(histogram: LatencyHistogram): LatencySummary | null {
  if (histogram.samples === 0) return null;
  return {
    samples: histogram.samples,
    negative: histogram.negative,
    minUs: histogram.minUs,
    p50Us: histogram.percentileUs(50),
    p90Us: histogram.percentileUs(90),
    p99Us: histogram.percentileUs(99),
    p999Us: histogram.percentileUs(99.9),
    maxUs: histogram.maxUs,
  };
}
