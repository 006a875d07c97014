// Keys that count by the time their Alerts carry. Such times are the Device's own: they may go backwards, and those
// of one key say nothing about another's.

import { ChunkedColumns } from '../columns/chunked-columns.ts';
import { float64 } from '../columns/growing-columns.ts';
import type { Decision } from './throttle.ts';
import type { TrackedKeys } from './tracked-keys.ts';

/** Takes a time that goes backwards as the latest seen for its key. */
export class AlertTimes implements TrackedKeys {
  readonly #keys: TrackedKeys;
  readonly #columns = new ChunkedColumns({ latestUs: float64 });

  constructor(keys: TrackedKeys) {
    this.#keys = keys;
  }

  begin(slot: number): void {
    this.#columns.reserve(slot);
    this.#columns.chunkOf(slot).latestUs[this.#columns.rowIn(slot)] = Number.NEGATIVE_INFINITY;
    this.#keys.begin(slot);
  }

  decide(slot: number, timeUs: number, originatorCounter: number): Decision {
    const { latestUs } = this.#columns.chunkOf(slot);
    const row = this.#columns.rowIn(slot);
    latestUs[row] = Math.max(latestUs[row]!, timeUs);
    return this.#keys.decide(slot, latestUs[row]!, originatorCounter);
  }

  /** Never: an older Alert may always come, and the latest time decides what becomes of it. */
  forgettableNotBeforeUs(): number {
    return Number.POSITIVE_INFINITY;
  }

  forget(slot: number): void {
    this.#keys.forget(slot);
  }
}
