// The figures that an `expect` line may name, read off the History: Alerts counted per stream or over the
// whole run, and latency to the User in wall microseconds. Each comes with how many Alerts it rests on.

import type { CountName, Figure, LatencyName, StatisticName } from '../domain/figure.ts';
import type { History } from '../ledger/history.ts';
import { receiptOf } from '../ledger/receipt.ts';
import { LatencyHistogram } from '../measure/latency-histogram.ts';
import { wasDiscarded } from './delivered.ts';
import { firstRowsOfPlan } from './plan-rows.ts';

/** The value of a figure, in Alerts or wall microseconds. */
interface Measured {
  readonly value: number;
  /** How many Alerts it rests on. */
  readonly exercised: number;
  /** Alerts left out because they seem to have come before they were due or sent: clocks disagree. */
  readonly impossible: number;
}

/** Reads a figure off a History. */
export function measureFigure(history: History, figure: Figure): Measured {
  if (figure.kind === 'latency') return latencyOf(history, figure.latency, figure.statistic);
  return countOf(history, figure.kind === 'total' ? null : figure.stream, figure.count);
}

function countOf(history: History, stream: string | null, name: CountName): Measured {
  const wanted = stream === null ? null : history.header.streams.indexOf(stream);
  const first = firstRowsOfPlan(history);
  const receipt = receiptOf(history);
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
  const ofPlan = name === 'planned' || name === 'sent';
  return { value: counts[name], exercised: ofPlan ? counts.planned : counts.received, impossible: 0 };
}

const PERCENTILES = { p50: 50, p90: 90, p99: 99, p999: 99.9 } as const;

function latencyOf(history: History, latency: LatencyName, statistic: StatisticName): Measured {
  const histogram = new LatencyHistogram();
  const from = latency === 'response' ? history.plannedUs : history.sentUs;
  for (let row = 0; row < history.length; row++) {
    const scenarioUs = history.deliveredUs[row]! - from[row]!;
    if (!Number.isNaN(scenarioUs)) histogram.record(scenarioUs / history.header.timeScale);
  }
  const { samples: exercised, negative } = histogram;
  const value = exercised === 0 ? 0 : statisticOf(histogram, statistic);
  return { value, exercised, impossible: negative };
}

function statisticOf(histogram: LatencyHistogram, statistic: StatisticName): number {
  if (statistic === 'min') return histogram.minUs;
  if (statistic === 'max') return histogram.maxUs;
  return histogram.percentileUs(PERCENTILES[statistic]);
}
