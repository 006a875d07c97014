// Latencies: histograms against exact order statistics, the log that other tools read, the legs of a history.

import fc from 'fast-check';
import * as hdr from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { histogramLogHead, LatencyHistogram } from '../../src/measure/latency-histogram.ts';
import { LATENCY_LEGS, measureLegs } from '../../src/measure/latency-legs.ts';
import { summarize } from '../../src/measure/latency-summary.ts';
import { runs, SEED } from '../support/seed.ts';
import { historyOf } from '../verify/history-of.ts';

/** The end of the range: one hour. */
const HIGHEST_LATENCY_US = 3_600_000_000;

const histogramOf = (latencies: Iterable<number>): LatencyHistogram => {
  const histogram = new LatencyHistogram();
  for (const us of latencies) histogram.record(us);
  return histogram;
};

const oneTo = (last: number): number[] => Array.from({ length: last }, (_, n) => n + 1);

describe('a latency histogram', () => {
  it('is exact up to 2,047 microseconds', () => {
    const histogram = histogramOf(oneTo(1_000));
    expect([0, 50, 90, 99, 99.9, 100].map((p) => histogram.percentileUs(p))).toEqual([
      1, 500, 900, 990, 999, 1_000,
    ]);
    expect([histogram.samples, histogram.minUs, histogram.maxUs]).toEqual([1_000, 1, 1_000]);
  });

  it(`is never off by more than a thousandth, and never above the largest sample (seed ${SEED})`, () => {
    const latencies = fc.array(fc.integer({ min: 0, max: HIGHEST_LATENCY_US }), {
      minLength: 1,
      maxLength: 200,
    });
    const percentile = fc.constantFrom(1, 25, 50, 90, 99, 99.9, 100);
    fc.assert(
      fc.property(latencies, percentile, (list, p) => {
        const sorted = list.toSorted((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil((p / 100) * sorted.length - 1e-9) - 1)]!;
        const histogram = histogramOf(list);
        expect(histogram.percentileUs(p)).toBeGreaterThanOrEqual(exact * 0.999);
        expect(histogram.percentileUs(p)).toBeLessThanOrEqual(exact * 1.001 + 1);
        expect(histogram.percentileUs(p)).toBeLessThanOrEqual(histogram.maxUs);
        expect(histogram.minUs).toBe(sorted[0]);
      }),
      runs(100),
    );
  });

  it('counts a negative latency apart, and never as zero', () => {
    const histogram = histogramOf([-1, -0.4, 7]);
    expect([histogram.negative, histogram.samples, histogram.minUs, histogram.maxUs]).toEqual([2, 1, 7, 7]);
  });

  it('rounds to whole microseconds', () => {
    const histogram = histogramOf([0, 1.4, 1.6]);
    expect([histogram.samples, histogram.minUs, histogram.maxUs]).toEqual([3, 0, 2]);
  });

  it('counts what lies above its range as the end of its range', () => {
    const histogram = histogramOf([HIGHEST_LATENCY_US * 5]);
    expect(histogram.samples).toBe(1);
    expect([histogram.percentileUs(50), histogram.maxUs]).toEqual([HIGHEST_LATENCY_US, HIGHEST_LATENCY_US]);
  });

  it('has no smallest latency while it is empty', () => {
    const histogram = new LatencyHistogram();
    expect([histogram.samples, histogram.minUs, histogram.negative]).toEqual([
      0,
      Number.POSITIVE_INFINITY,
      0,
    ]);
  });
});

describe('the summary of a histogram', () => {
  it('holds the figures people quote', () => {
    expect(summarize(histogramOf([...oneTo(1_000), -5]))).toEqual({
      samples: 1_000,
      negative: 1,
      minUs: 1,
      p50Us: 500,
      p90Us: 900,
      p99Us: 990,
      p999Us: 999,
      maxUs: 1_000,
    });
  });

  it('is nothing when nothing was measured', () => {
    expect(summarize(new LatencyHistogram())).toBeNull();
    expect(summarize(histogramOf([-1]))).toBeNull();
  });
});

describe('the log of histograms', () => {
  const start = new Date('2026-03-04T10:15:30.250Z');

  it('is read by HdrHistogram tools: tags, times, counts and percentiles', () => {
    const log =
      histogramLogHead(start) +
      histogramOf(oneTo(1_000)).logLine('response.deliver', 0, 31.5) +
      histogramOf([70_000, 80_000]).logLine('service.deliver', 0, 31.5);
    const reader = new hdr.HistogramLogReader(log);
    const first = reader.nextIntervalHistogram()!;
    const second = reader.nextIntervalHistogram()!;
    expect(reader.nextIntervalHistogram()).toBeNull();
    expect(reader.startTimeSec).toBe(start.getTime() / 1_000);
    expect([first.tag, first.totalCount, first.maxValue, first.getValueAtPercentile(99)]).toEqual([
      'response.deliver',
      1_000,
      1_000,
      990,
    ]);
    expect([second.tag, second.totalCount, second.getValueAtPercentile(50)]).toEqual([
      'service.deliver',
      2,
      70_015,
    ]);
    expect([first.startTimeStampMsec, first.endTimeStampMsec].map((ms) => ms - start.getTime())).toEqual([
      0, 31_500,
    ]);
  });

  it('reads an empty leg as one without samples', () => {
    const log = histogramLogHead(start) + new LatencyHistogram().logLine('response.receive', 0, 1);
    expect(new hdr.HistogramLogReader(log).nextIntervalHistogram()?.totalCount).toBe(0);
  });

  it('says its unit and starts with its version', () => {
    const lines = histogramLogHead(start).split('\n');
    expect(lines[0]).toBe('#[Histogram log format version 1.3]');
    expect(lines[1]).toBe('#Latencies in microseconds of wall time.');
  });
});

describe('the legs of a history', () => {
  const row = { planned: 0, sent: 600, received: 1_200, delivered: 6_000 };
  const figures = (timeScale: number, rows = [row]) => {
    const legs = measureLegs(historyOf(rows, { timeScale }));
    return Object.fromEntries(LATENCY_LEGS.map((leg) => [leg, summarize(legs[leg])?.maxUs ?? null]));
  };

  it('count from the plan and from the sending, to the gate and to the User', () => {
    expect(figures(1)).toEqual({
      'response.deliver': 6_000,
      'service.deliver': 5_400,
      'response.receive': 1_200,
      'service.receive': 600,
    });
  });

  it('are wall time: scenario time divided by the time scale', () => {
    expect(figures(60)).toEqual({
      'response.deliver': 100,
      'service.deliver': 90,
      'response.receive': 20,
      'service.receive': 10,
    });
    expect(figures(0.5)['service.receive']).toBe(1_200);
  });

  it('leave out rows where an end is not known', () => {
    const rows = [
      { ...row, delivered: null, outcome: 'discard' as const },
      { planned: null, sent: null, received: 50, delivered: 90 },
      { received: null, outcome: null, delivered: null },
    ];
    const legs = measureLegs(historyOf(rows));
    expect(LATENCY_LEGS.map((leg) => legs[leg].samples)).toEqual([0, 0, 1, 1]);
  });

  it('count what arrived before it was sent apart', () => {
    const legs = measureLegs(historyOf([{ planned: 100, sent: 200, received: 150, delivered: 160 }]));
    expect([legs['service.receive'].negative, legs['response.receive'].negative]).toEqual([1, 0]);
  });
});
