// The figures that an `expect` line may name, read off the History: Alerts counted per stream or over the
// whole run, and latency to the User in wall microseconds. Each comes with how many Alerts it rests on.

import type { CountName, Figure, KeyFigureName, RunCountName, StatisticName } from '../domain/figure.ts';
import type { History } from '../ledger/history.ts';
import { receiptOf } from '../ledger/receipt.ts';
import { LatencyHistogram } from '../measure/latency-histogram.ts';
import { measureSendLateness } from '../measure/send-lateness.ts';
import type { Profile } from '../throttle/profile.ts';
import { wasDiscarded } from './delivered.ts';
import { firstRowsOfPlan } from './plan-rows.ts';
import { reportedDiscards } from './reported-discards.ts';

/** The value of a figure, in Alerts or wall microseconds. */
interface Measured {
  readonly value: number;
  /** How many Alerts it rests on. */
  readonly exercised: number;
  /** Alerts left out because they seem to have come before they were due or sent: clocks disagree. */
  readonly impossible: number;
}

/**
 * Reads a figure off a History; `reading` is how the profile has metadata count.
 * @param firstCopy per row, the row whose Alert it repeats where the profile ignores duplicates; see Trace.
 */
export function measureFigure(
  history: History,
  figure: Figure,
  reading: Profile['metadata']['count'],
  firstCopy: Int32Array | null = null,
): Measured {
  if (figure.kind === 'latency') return latencyOf(history, figure);
  if (figure.kind === 'keys') return throttledKeys(history, figure.count);
  if (figure.kind === 'run') return runCount(history, figure.count, reading, firstCopy);
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

function runCount(
  history: History,
  name: RunCountName,
  reading: Profile['metadata']['count'],
  firstCopy: Int32Array | null,
): Measured {
  if (name === 'reported' || name === 'unreported') {
    const { discarded, reported } = reportedDiscards(history, reading, firstCopy);
    const value = name === 'reported' ? reported : discarded - reported;
    return { value, exercised: discarded, impossible: 0 };
  }
  const { planned, refused } = history.header;
  const refusals = Object.values(refused).reduce((sum, count) => sum + count, 0);
  const value = name === 'refused' ? refusals : measureSendLateness(history)[name];
  return { value, exercised: planned, impossible: 0 };
}

/** Keys that lost an Alert, or the most of them at one time: from a discard to the key's next Alert that is not one. */
function throttledKeys(history: History, name: KeyFigureName): Measured {
  const receipt = receiptOf(history);
  const ever = new Set<number>();
  const now = new Set<number>();
  let peak = 0;
  let received = 0;
  for (let row = 0; row < history.length; row++) {
    if (Number.isNaN(receipt.earliestUs[row]!)) continue;
    received++;
    const key = history.device[row]! * 0x1_0000 + history.code[row]!;
    if (wasDiscarded(history, row)) {
      ever.add(key);
      now.add(key);
      peak = Math.max(peak, now.size);
    } else now.delete(key);
  }
  return { value: name === 'peak' ? peak : ever.size, exercised: received, impossible: 0 };
}

const PERCENTILES = { p50: 50, p90: 90, p99: 99, p999: 99.9 } as const;

function latencyOf(
  history: History,
  { latency, statistic, end }: Extract<Figure, { kind: 'latency' }>,
): Measured {
  const to = end === 'receive' ? history.receivedUs : history.deliveredUs;
  const histogram = new LatencyHistogram();
  const from = latency === 'response' ? history.plannedUs : history.sentUs;
  for (let row = 0; row < history.length; row++) {
    const scenarioUs = to[row]! - from[row]!;
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
