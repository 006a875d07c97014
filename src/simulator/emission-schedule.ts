// When each Alert of a shard may leave: at its planned moment, or later, never faster than declared. Pure: the
// clock is passed in. A source is one stream on one Device;
// a pair that raises and clears is one.
//
// After a stall two rules hold. A source that was held up carries on with its own planned gaps from where it is,
// it never compresses them. And in any catch-up window the shard sends at most what its plan has at its busiest.
// Sources that are on time need no queue: the plan is in their order already.

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

const NEVER: Slot = { slotUs: Number.POSITIVE_INFINITY, row: Number.POSITIVE_INFINITY };

/** Alerts of one shard, handed out as they fall due. All times are microseconds of scenario time. */
export class EmissionSchedule {
  readonly #shard: Shard;
  readonly #plannedUs: Float64Array;
  readonly #nextOfSource: Int32Array;
  /** Marks, with 1, each source that was held up. */
  readonly #heldUp: Uint8Array;
  /** The next row of all other sources. */
  #onTime = 0;
  /** The next Alert of each source that was held up. */
  readonly #waiting = new TinyQueue<Slot>([], bySlot);
  readonly #stallUs: number;
  readonly #windowUs: number;
  /** When the last `peak` Alerts left, as a ring. */
  readonly #recent: Float64Array;
  #handedOut = 0;

  constructor(shard: Shard, timeScale: number, catchUpWindowMs: number) {
    this.#shard = shard;
    this.#plannedUs = shard.plannedUs;
    this.#nextOfSource = linkedSources(shard);
    this.#heldUp = new Uint8Array(shard.deviceIds.length * shard.streams.length);
    this.#stallUs = STALL_MS * 1_000 * timeScale;
    this.#windowUs = catchUpWindowMs * 1_000 * timeScale;
    this.#recent = new Float64Array(Math.max(1, peakInWindow(shard.plannedUs, this.#windowUs)));
    this.#recent.fill(Number.NEGATIVE_INFINITY);
  }

  /** Alerts not handed out yet. */
  get remaining(): number {
    return this.#plannedUs.length - this.#handedOut;
  }

  /** The earliest moment at which `take` can have something; infinite when nothing is left. */
  get nextDueUs(): number {
    const peak = this.#recent.length;
    const oldestRecentUs = this.#recent[this.#handedOut % peak]!;
    const lastUs = this.#recent[(this.#handedOut + peak - 1) % peak]!;
    const slotUs = Math.min(this.#plannedUs[this.#onTime] ?? NEVER.slotUs, this.#firstWaiting.slotUs);
    return Math.max(slotUs, oldestRecentUs + this.#windowUs, lastUs);
  }

  /** The row of the next Alert that may leave now, or -1 when none may. */
  take(nowUs: number): number {
    const dueUs = this.nextDueUs;
    if (dueUs > nowUs) return -1;
    const row = this.#takeFirst();
    const leavesUs = nowUs - dueUs > this.#stallUs ? nowUs : dueUs;
    if (leavesUs !== this.#plannedUs[row] || this.#isHeldUp(row)) this.#holdUp(row, leavesUs);
    while (this.#isHeldUp(this.#onTime)) this.#onTime++;
    this.#recent[this.#handedOut++ % this.#recent.length] = leavesUs;
    return row;
  }

  #isHeldUp(row: number): boolean {
    return row < this.#plannedUs.length && this.#heldUp[sourceOf(this.#shard, row)] === 1;
  }

  get #firstWaiting(): Slot {
    return this.#waiting.peek() ?? NEVER;
  }

  /** The row that comes first: of those on time, and of those that wait. */
  #takeFirst(): number {
    const { slotUs, row } = this.#firstWaiting;
    const plannedUs = this.#plannedUs[this.#onTime] ?? NEVER.slotUs;
    if (plannedUs < slotUs || (plannedUs === slotUs && this.#onTime < row)) return this.#onTime++;
    this.#waiting.pop();
    return row;
  }

  /** What follows this row waits for as long as was planned, from the moment on at which this one left. */
  #holdUp(row: number, leftUs: number): void {
    this.#heldUp[sourceOf(this.#shard, row)] = 1;
    const next = this.#nextOfSource[row]!;
    if (next < 0) return;
    const gapUs = this.#plannedUs[next]! - this.#plannedUs[row]!;
    this.#waiting.push({ slotUs: leftUs + gapUs, row: next });
  }
}

/** Per row, the next of its source; -1 for none. */
function linkedSources(shard: Shard): Int32Array {
  const next = new Int32Array(shard.id.length).fill(-1);
  const lastOf = new Map<number, number>();
  for (let row = 0; row < next.length; row++) {
    const source = sourceOf(shard, row);
    const last = lastOf.get(source);
    if (last !== undefined) next[last] = row;
    lastOf.set(source, row);
  }
  return next;
}

/** The number of a row's source. */
function sourceOf({ device, stream, streams }: Shard, row: number): number {
  return device[row]! * streams.length + streams[stream[row]!]!.source;
}
