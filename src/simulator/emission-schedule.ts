// When each Alert of a shard may leave: at its planned moment, or later, never faster than declared. Pure: the
// clock is passed in. A source is one stream on one Device;
// a pair that raises and clears is one.
//
// After a stall two rules hold. A source that was held up carries on with its own planned gaps from where it is,
// it never compresses them. And in any catch-up window the shard sends at most what its plan has at its busiest.

import TinyQueue from 'tinyqueue';
import { peakInWindow } from '../plan/peak-rate.ts';
import type { Shard } from '../plan/shard.ts';

/** Lateness up to this is a timer's, not a stall's: the Alert counts as sent when it was due. */
const STALL_MS = 100;

/** An Alert of the shard and the moment from which it may leave. */
interface Slot {
  readonly slotUs: number;
  readonly row: number;
}

/** One function for all queues: code that is compiled for one of them is good for the next. */
const bySlot = (a: Slot, b: Slot): number => a.slotUs - b.slotUs || a.row - b.row;

/** Alerts of one shard, handed out as they fall due. All times are microseconds of scenario time. */
export class EmissionSchedule {
  readonly #plannedUs: Float64Array;
  readonly #nextOfSource: Int32Array;
  readonly #waiting: TinyQueue<Slot>;
  readonly #stallUs: number;
  readonly #windowUs: number;
  /** When the last `peak` Alerts left, as a ring. */
  readonly #recent: Float64Array;
  #handedOut = 0;

  constructor(shard: Shard, timeScale: number, catchUpWindowMs: number) {
    this.#plannedUs = shard.plannedUs;
    this.#stallUs = STALL_MS * 1_000 * timeScale;
    this.#windowUs = catchUpWindowMs * 1_000 * timeScale;
    this.#recent = new Float64Array(Math.max(1, peakInWindow(shard.plannedUs, this.#windowUs)));
    this.#recent.fill(Number.NEGATIVE_INFINITY);
    this.#nextOfSource = new Int32Array(shard.id.length).fill(-1);
    const first = [...this.#linkSources(shard)].map((row) => ({ slotUs: shard.plannedUs[row]!, row }));
    this.#waiting = new TinyQueue(first, bySlot);
  }

  /** Alerts not handed out yet. */
  get remaining(): number {
    return this.#plannedUs.length - this.#handedOut;
  }

  /** The earliest moment at which `take` can have something; infinite when nothing is left. */
  get nextDueUs(): number {
    const first = this.#waiting.peek();
    if (first === undefined) return Number.POSITIVE_INFINITY;
    const peak = this.#recent.length;
    const oldestRecentUs = this.#recent[this.#handedOut % peak]!;
    const lastUs = this.#recent[(this.#handedOut + peak - 1) % peak]!;
    return Math.max(first.slotUs, oldestRecentUs + this.#windowUs, lastUs);
  }

  /** The row of the next Alert that may leave now, or -1 when none may. */
  take(nowUs: number): number {
    const dueUs = this.nextDueUs;
    if (dueUs > nowUs) return -1;
    const { row } = this.#waiting.pop()!;
    const leavesUs = nowUs - dueUs > this.#stallUs ? nowUs : dueUs;
    const next = this.#nextOfSource[row]!;
    if (next >= 0) {
      const gapUs = this.#plannedUs[next]! - this.#plannedUs[row]!;
      this.#waiting.push({ slotUs: leavesUs + gapUs, row: next });
    }
    this.#recent[this.#handedOut++ % this.#recent.length] = leavesUs;
    return row;
  }

  /** Links each Alert to the next of its source; returns the first of every source. */
  #linkSources(shard: Shard): Iterable<number> {
    const firstOf = new Map<number, number>();
    const lastOf = new Map<number, number>();
    shard.device.forEach((device, row) => {
      const source = device * shard.streams.length + shard.streams[shard.stream[row]!]!.source;
      const last = lastOf.get(source);
      if (last === undefined) firstOf.set(source, row);
      else this.#nextOfSource[last] = row;
      lastOf.set(source, row);
    });
    return firstOf.values();
  }
}
