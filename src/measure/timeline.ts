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

/** Counts a history that is there as a whole. */
export function timelineOf(history: History, durationUs: number): Timeline {
  const timeline = new TimelineTally(durationUs);
  timeline.add(history);
  return timeline.result;
}

/** Counts a run of a planned length; what comes after its planned end gets further intervals. */
export class TimelineTally {
  readonly #intervalUs: number;
  readonly #intervals: TimelineInterval[] = [];
  /** Marks, with 1, the planned Alerts that were counted as offered: what MQTT delivered again has a row more. */
  #offered = new Uint8Array(0);
  /** For each key that lost an Alert, the interval in which it last did. */
  readonly #lastLoss = new Map<number, number>();

  constructor(durationUs: number) {
    this.#intervalUs = Math.max(1, Math.ceil(durationUs / INTERVALS));
    this.#at(durationUs - 1);
  }

  /** Adds a history, or the next piece of one in arrival order. */
  add(history: History): void {
    if (this.#offered.length === 0) this.#offered = new Uint8Array(history.header.planned);
    for (let row = 0; row < history.length; row++) {
      const plannedUs = history.plannedUs[row]!;
      const receivedUs = history.receivedUs[row]!;
      const deliveredUs = history.deliveredUs[row]!;
      const id = history.id[row]!;
      if (!Number.isNaN(plannedUs) && this.#offered[id] !== 1) this.#at(plannedUs).offered++;
      this.#offered[id] = 1;
      if (!Number.isNaN(deliveredUs)) this.#at(deliveredUs).delivered++;
      if (Number.isNaN(receivedUs)) continue;
      const interval = this.#at(receivedUs);
      interval.received++;
      if (history.outcome[row] !== OUTCOME.discard) continue;
      interval.discarded++;
      const key = history.device[row]! * 0x1_0000 + history.code[row]!;
      if (this.#lastLoss.get(key) === interval.fromUs) continue;
      this.#lastLoss.set(key, interval.fromUs);
      interval.throttledKeys++;
    }
  }

  get result(): Timeline {
    return { schemaVersion: 1, intervalUs: this.#intervalUs, intervals: this.#intervals };
  }

  #at(timeUs: number): TimelineInterval {
    const index = Math.max(0, Math.floor(timeUs / this.#intervalUs));
    while (this.#intervals.length <= index) {
      const fromUs = this.#intervals.length * this.#intervalUs;
      this.#intervals.push({ fromUs, offered: 0, received: 0, delivered: 0, discarded: 0, throttledKeys: 0 });
    }
    return this.#intervals[index]!;
  }
}
