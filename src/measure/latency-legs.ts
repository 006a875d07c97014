// A history in, the latency of every leg out, in wall time. Response time counts from the planned moment, so a stall
// of the sender shows in it; service time counts from the sending.

import type { History } from '../ledger/history.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import { type LatencySummary, summarize } from './latency-summary.ts';

/** The legs measured: to the gate (`receive`) and to the User (`deliver`), from plan and from sending. */
export const LATENCY_LEGS = [
  'response.deliver',
  'service.deliver',
  'response.receive',
  'service.receive',
] as const;

/** One measured leg. */
export type LatencyLeg = (typeof LATENCY_LEGS)[number];

/** A histogram of each leg. */
export type LatencyLegs = Readonly<Record<LatencyLeg, LatencyHistogram>>;

/** Histograms of all legs over the rows where both ends are known. */
export function measureLegs(history: History): LatencyLegs {
  const { plannedUs, sentUs, receivedUs, deliveredUs, header } = history;
  const legs = {
    'response.deliver': new LatencyHistogram(),
    'service.deliver': new LatencyHistogram(),
    'response.receive': new LatencyHistogram(),
    'service.receive': new LatencyHistogram(),
  };
  for (let row = 0; row < history.length; row++) {
    note(legs['response.deliver'], deliveredUs[row]! - plannedUs[row]!, header.timeScale);
    note(legs['service.deliver'], deliveredUs[row]! - sentUs[row]!, header.timeScale);
    note(legs['response.receive'], receivedUs[row]! - plannedUs[row]!, header.timeScale);
    note(legs['service.receive'], receivedUs[row]! - sentUs[row]!, header.timeScale);
  }
  return legs;
}

function note(histogram: LatencyHistogram, scenarioUs: number, timeScale: number): void {
  if (!Number.isNaN(scenarioUs)) histogram.record(scenarioUs / timeScale);
}

/** The figures of all legs; null where nothing was measured. */
export function summarizeLegs(legs: LatencyLegs | null): Readonly<Record<LatencyLeg, LatencySummary | null>> {
  const of = (leg: LatencyLeg): LatencySummary | null => legs && summarize(legs[leg]);
  return {
    'response.deliver': of('response.deliver'),
    'service.deliver': of('service.deliver'),
    'response.receive': of('response.receive'),
    'service.receive': of('service.receive'),
  };
}
