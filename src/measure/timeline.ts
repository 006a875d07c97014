// A history in, what happened in each interval of scenario time out: the storm as a curve. Intervals are equal and
// cover the whole run, empty ones included.

import type { History } from '../ledger/history.ts';
import { OUTCOME } from '../ledger/history.ts';

/** One interval [fromUs, fromUs + intervalUs). */
export interface TimelineInterval {
  readonly fromUs: number;
  offered: number;
  received: number;
  delivered: number;
  discarded: number;
  /** Keys of which at least one Alert was discarded in the interval. */
  throttledKeys: number;
}

/** The run as intervals of scenario time. */
export interface Timeline {
  readonly schemaVersion: 1;
  readonly intervalUs: number;
  readonly intervals: readonly TimelineInterval[];
}

const INTERVALS = 120;

/** Counts a run of this planned length; what comes after its planned end gets further intervals. */
export function timelineOf(history: History, durationUs: number): Timeline {
  const intervalUs = Math.max(1, Math.ceil(durationUs / INTERVALS));
  const intervals: TimelineInterval[] = [];
  const throttled: Set<number>[] = [];
  const at = (timeUs: number): TimelineInterval => {
    const index = Math.max(0, Math.floor(timeUs / intervalUs));
    while (intervals.length <= index) {
      const fromUs = intervals.length * intervalUs;
      intervals.push({ fromUs, offered: 0, received: 0, delivered: 0, discarded: 0, throttledKeys: 0 });
      throttled.push(new Set());
    }
    return intervals[index]!;
  };
  at(durationUs - 1);
  const offered = new Uint8Array(history.header.planned);
  for (let row = 0; row < history.length; row++) {
    const id = history.id[row]!;
    const plannedUs = history.plannedUs[row]!;
    const receivedUs = history.receivedUs[row]!;
    const deliveredUs = history.deliveredUs[row]!;
    // What MQTT delivered again has a row more, and was offered once.
    if (!Number.isNaN(plannedUs) && offered[id] !== 1) at(plannedUs).offered++;
    offered[id] = 1;
    if (!Number.isNaN(deliveredUs)) at(deliveredUs).delivered++;
    if (Number.isNaN(receivedUs)) continue;
    const interval = at(receivedUs);
    interval.received++;
    if (history.outcome[row] !== OUTCOME.discard) continue;
    interval.discarded++;
    throttled[Math.max(0, Math.floor(receivedUs / intervalUs))]!.add(
      history.device[row]! * 0x1_0000 + history.code[row]!,
    );
  }
  intervals.forEach((interval, index) => {
    interval.throttledKeys = throttled[index]!.size;
  });
  return { schemaVersion: 1, intervalUs, intervals };
}
