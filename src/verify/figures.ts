// The figures that an `expect` line may name, read off a run part by part: Alerts counted per stream or over the whole
// run, keys, and latency in wall microseconds. Each comes with how many Alerts it rests on.

import type { CountName, Figure, KeyFigureName, RunCountName, StatisticName } from '../domain/figure.ts';
import type { History, HistoryHeader } from '../ledger/history.ts';
import { LatencyHistogram } from '../measure/latency-histogram.ts';
import { measureSendLateness } from '../measure/send-lateness.ts';
import type { Profile } from '../throttle/profile.ts';
import { addCounts } from './check.ts';
import { wasDiscarded } from './delivered.ts';
import { firstRowsOfPlan } from './plan-rows.ts';
import { reportedDiscards } from './reported-discards.ts';
import { ThrottledKeys } from './throttled-keys.ts';
import type { Trace } from './trace.ts';

/** The value of a figure, in Alerts, keys or wall microseconds. */
export interface Measured {
  readonly value: number;
  /** How many Alerts it rests on. */
  readonly exercised: number;
  /** Alerts left out because they seem to have come before they were due or sent: clocks disagree. */
  readonly impossible: number;
}

/** A figure while it is being measured. */
interface Measure {
  take(trace: Trace): void;
  measured(): Measured;
}

/** Starts to measure a figure of a run; `reading` is how the profile has metadata count. */
export function measureOf(
  figure: Figure,
  header: HistoryHeader,
  reading: Profile['metadata']['count'],
): Measure {
  if (figure.kind === 'latency') return new Latency(figure);
  if (figure.kind === 'keys') return keyMeasure(figure.count);
  if (figure.kind === 'run') return runMeasure(figure.count, header, reading);
  const { streams } = header;
  return alertMeasure(figure.kind === 'total' ? null : streams.indexOf(figure.stream), figure.count);
}

/** A measure whose parts add up as numbers. */
function summing<Count extends string>(
  partOf: (trace: Trace) => Readonly<Record<Count, number>>,
  measured: (sum: Readonly<Record<Count, number>>) => Omit<Measured, 'impossible'>,
): Measure {
  let sum: Readonly<Record<Count, number>> | null = null;
  return {
    take(trace) {
      const part = partOf(trace);
      sum = sum === null ? part : addCounts(sum, part);
    },
    measured: () => ({ ...measured(sum!), impossible: 0 }),
  };
}

function alertMeasure(stream: number | null, name: CountName): Measure {
  const ofPlan = name === 'planned' || name === 'sent';
  return summing(
    (trace) => countsOf(trace, stream),
    (counts) => ({ value: counts[name], exercised: ofPlan ? counts.planned : counts.received }),
  );
}

function countsOf({ history, receipt }: Trace, wanted: number | null): Record<CountName, number> {
  const first = firstRowsOfPlan(history);
  const counts: Record<CountName, number> = { planned: 0, sent: 0, received: 0, delivered: 0, discarded: 0 };
  for (let row = 0; row < history.length; row++) {
    if (wanted !== null && history.stream[row] !== wanted) continue;
    if (first[row] === 1) {
      counts.planned++;
      if (!Number.isNaN(history.sentUs[row]!)) counts.sent++;
    }
    const received = !Number.isNaN(receipt.earliestUs[row]!);
    if (received) counts.received++;
    if (history.copies[row]! > 0) counts.delivered++;
    if (received && wasDiscarded(history, row)) counts.discarded++;
  }
  return counts;
}

function runMeasure(
  name: RunCountName,
  { planned, refused }: HistoryHeader,
  reading: Profile['metadata']['count'],
): Measure {
  if (name === 'reported' || name === 'unreported') {
    return summing(
      ({ history, firstCopy }) => reportedDiscards(history, reading, firstCopy),
      ({ discarded, reported }) => ({
        value: name === 'reported' ? reported : discarded - reported,
        exercised: discarded,
      }),
    );
  }
  const refusals = Object.values(refused).reduce((sum, count) => sum + count, 0);
  return summing(
    ({ history }) => sendingOf(history),
    ({ late, sent }) => {
      const value = { late, dropped: planned - sent, refused: refusals }[name];
      return { value, exercised: planned };
    },
  );
}

function sendingOf(history: History): Record<'late' | 'sent', number> {
  const { late, sent } = measureSendLateness(history);
  return { late, sent };
}

/** Keys that lost an Alert, or the most of them at one time: from a discard to the key's next Alert that is not one. */
function keyMeasure(name: KeyFigureName): Measure {
  const keys = new ThrottledKeys();
  return {
    take: (trace) => keys.take(trace),
    measured: () => ({
      value: name === 'peak' ? keys.peak : keys.total,
      exercised: keys.received,
      impossible: 0,
    }),
  };
}

const PERCENTILES = { p50: 50, p90: 90, p99: 99, p999: 99.9 } as const;

class Latency implements Measure {
  readonly #figure: Extract<Figure, { kind: 'latency' }>;
  readonly #histogram = new LatencyHistogram();

  constructor(figure: Extract<Figure, { kind: 'latency' }>) {
    this.#figure = figure;
  }

  take({ history }: Trace): void {
    const { latency, end } = this.#figure;
    const to = end === 'receive' ? history.receivedUs : history.deliveredUs;
    const from = latency === 'response' ? history.plannedUs : history.sentUs;
    for (let row = 0; row < history.length; row++) {
      const scenarioUs = to[row]! - from[row]!;
      if (!Number.isNaN(scenarioUs)) this.#histogram.record(scenarioUs / history.header.timeScale);
    }
  }

  measured(): Measured {
    const { samples: exercised, negative: impossible } = this.#histogram;
    const value = exercised === 0 ? 0 : statisticOf(this.#histogram, this.#figure.statistic);
    return { value, exercised, impossible };
  }
}

function statisticOf(histogram: LatencyHistogram, statistic: StatisticName): number {
  if (statistic === 'min') return histogram.minUs;
  if (statistic === 'max') return histogram.maxUs;
  return histogram.percentileUs(PERCENTILES[statistic]);
}
