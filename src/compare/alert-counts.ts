// A history in, its Alerts counted per stream and over the whole run out, in one pass. The counts mean what
// they mean in an `expect` line (verify/figures.ts), and a test holds the two equal.

import type { CountName } from '../domain/figure.ts';
import type { History } from '../ledger/history.ts';
import { OUTCOME } from '../ledger/history.ts';
import { firstRowsOfPlan } from '../verify/plan-rows.ts';

/** Alerts by what became of them. */
export type AlertCounts = Record<CountName, number>;

/** Counts by stream; `total` is the whole run, with what belongs to no stream. */
export function countAlerts(history: History): ReadonlyMap<string, AlertCounts> {
  const total = noAlerts();
  const streams = history.header.streams.map(noAlerts);
  const first = firstRowsOfPlan(history);
  for (let row = 0; row < history.length; row++) {
    const stream = streams[history.stream[row]!];
    count(total, history, row, first);
    if (stream) count(stream, history, row, first);
  }
  return new Map([
    ['total', total],
    ...history.header.streams.map((name, index) => [name, streams[index]!] as const),
  ]);
}

const noAlerts = (): AlertCounts => ({ planned: 0, sent: 0, received: 0, delivered: 0, discarded: 0 });

function count(into: AlertCounts, history: History, row: number, first: Uint8Array): void {
  if (first[row] === 1) {
    into.planned++;
    if (!Number.isNaN(history.sentUs[row]!)) into.sent++;
  }
  if (!Number.isNaN(history.receivedUs[row]!)) into.received++;
  if (history.copies[row]! > 0) into.delivered++;
  if (history.outcome[row] === OUTCOME.discard) into.discarded++;
}
