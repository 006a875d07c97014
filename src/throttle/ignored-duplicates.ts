// Keys that ignore Alerts sent again: one whose first copy is still inside the window gets its first copy's decision,
// and nothing behind this ever hears of it.

import type { ArrivalWindows } from './arrival-windows.ts';
import { FirstCopies } from './first-copies.ts';
import type { Decision } from './throttle.ts';
import type { TrackedKeys } from './tracked-keys.ts';

/** Stands before the keys that own the windows, and keeps duplicates from them. */
export class IgnoredDuplicates implements TrackedKeys {
  readonly #keys: TrackedKeys;
  readonly #windows: ArrivalWindows;
  /** By slot. */
  readonly #firstCopies = new Map<number, FirstCopies>();

  constructor(keys: TrackedKeys, windows: ArrivalWindows) {
    this.#keys = keys;
    this.#windows = windows;
  }

  begin(slot: number): void {
    this.#firstCopies.set(slot, new FirstCopies());
    this.#keys.begin(slot);
  }

  decide(slot: number, timeUs: number, originatorCounter: number): Decision {
    const copies = this.#firstCopies.get(slot)!;
    if (!this.#windows.stillHolds(slot, copies.youngerSinceUs, timeUs)) copies.beginGeneration(timeUs);
    const first = copies.get(originatorCounter);
    if (first && this.#windows.stillHolds(slot, first.timeUs, timeUs)) {
      return { ...first.decision, reason: 'duplicate' };
    }
    const decision = this.#keys.decide(slot, timeUs, originatorCounter);
    copies.add(originatorCounter, { timeUs, decision });
    return decision;
  }

  /** As the key itself: when its window is empty, no first copy is inside it. */
  forgettableNotBeforeUs(slot: number, nowUs: number): number {
    return this.#keys.forgettableNotBeforeUs(slot, nowUs);
  }

  forget(slot: number): void {
    this.#firstCopies.delete(slot);
    this.#keys.forget(slot);
  }
}
