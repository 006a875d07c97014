// HDR histograms of latencies in wall microseconds: the only file that knows how they are built. Values above the
// range are counted as the range's end, never lost; a negative one is a clock error, counted apart, never clamped.

import { createRequire } from 'node:module';
import type * as Hdr from 'hdr-histogram-js';
import { GatheredValues } from './gathered-values.ts';

const require = createRequire(import.meta.url);
/** Loaded by the first histogram: in virtual time there is none, and nothing else takes a thread as long to start. */
const hdr = (): typeof Hdr => require('hdr-histogram-js') as typeof Hdr;

/** Longest latency told apart: one hour. */
const HIGHEST_LATENCY_US = 3_600_000_000;

/** A histogram of latencies with three significant digits. */
export class LatencyHistogram {
  readonly #histogram = hdr().build({
    bitBucketSize: 32,
    numberOfSignificantValueDigits: 3,
    lowestDiscernibleValue: 1,
    highestTrackableValue: HIGHEST_LATENCY_US,
    useWebAssembly: false,
  });

  /** What was recorded since the histogram was looked at: it takes several times as long as this to be told of one. */
  readonly #gathered = new GatheredValues();

  /** Latencies below zero: something was there before it was sent. */
  negative = 0;
  #minUs = Number.POSITIVE_INFINITY;

  /** Records wall microseconds. */
  record(us: number): void {
    if (us < 0) {
      this.negative++;
      return;
    }
    const whole = Math.min(Math.round(us), HIGHEST_LATENCY_US);
    this.#minUs = Math.min(this.#minUs, whole);
    this.#gathered.add(whole);
  }

  get samples(): number {
    return this.#filled.totalCount;
  }

  /** The smallest recorded latency; infinite while there is none. */
  get minUs(): number {
    return this.#minUs;
  }

  get maxUs(): number {
    return this.#filled.maxValue;
  }

  /** Value below which this percentage of the samples lie, 0…100; never above the largest sample. */
  percentileUs(percentile: number): number {
    return Math.min(this.#filled.getValueAtPercentile(percentile), this.maxUs);
  }

  /** One line of an HdrHistogram log, tagged; times in seconds since the log's start. */
  logLine(tag: string, startSeconds: number, endSeconds: number): string {
    let line = '';
    const histogram = this.#filled;
    histogram.tag = tag;
    new (hdr().HistogramLogWriter)((text) => {
      line += text;
    }).outputIntervalHistogram(histogram, startSeconds, endSeconds);
    return line;
  }

  /** The histogram, of all that was recorded. */
  get #filled(): Hdr.Histogram {
    this.#gathered.handOver((us, count) => this.#histogram.recordValueWithCount(us, count));
    return this.#histogram;
  }
}

/** The head of an HdrHistogram log whose intervals count from `start`. */
export function histogramLogHead(start: Date): string {
  let head = '';
  const log = new (hdr().HistogramLogWriter)((text) => {
    head += text;
  });
  log.outputLogFormatVersion();
  log.outputComment('Latencies in microseconds of wall time.');
  log.outputStartTime(start.getTime());
  log.outputLegend();
  return head;
}
