// A key that ignores Alerts sent again: one whose first copy is still inside the window gets its first copy's decision,
// and nothing behind this ever hears of it. Remembers Alerts in two generations, each begun when the one before had
// left the window, so the memory is bounded by what two windows hold and nothing is searched for what is too old.

import type { ArrivalWindow } from './arrival-window.ts';
import type { Decision } from './throttle.ts';
import type { TrackedKey } from './tracked-key.ts';

interface FirstCopy {
  readonly timeUs: number;
  readonly decision: Decision;
}

/** Stands before the key that owns the window, and keeps duplicates from it. */
export class IgnoredDuplicates implements TrackedKey {
  readonly #key: TrackedKey;
  readonly #window: ArrivalWindow;
  #younger = new Map<number, FirstCopy>();
  #older = new Map<number, FirstCopy>();
  #youngerSinceUs = Number.NEGATIVE_INFINITY;

  constructor(key: TrackedKey, window: ArrivalWindow) {
    this.#key = key;
    this.#window = window;
  }

  decide(timeUs: number, originatorCounter: number): Decision {
    this.#beginGeneration(timeUs);
    const first = this.#younger.get(originatorCounter) ?? this.#older.get(originatorCounter);
    if (first && this.#window.stillHolds(first.timeUs, timeUs)) {
      return { ...first.decision, reason: 'duplicate' };
    }
    const decision = this.#key.decide(timeUs, originatorCounter);
    this.#younger.set(originatorCounter, { timeUs, decision });
    return decision;
  }

  /** As the key itself: when its window is empty, no first copy is inside it. */
  forgettableNotBeforeUs(nowUs: number): number {
    return this.#key.forgettableNotBeforeUs(nowUs);
  }

  #beginGeneration(timeUs: number): void {
    if (this.#window.stillHolds(this.#youngerSinceUs, timeUs)) return;
    this.#older = this.#younger;
    this.#younger = new Map();
    this.#youngerSinceUs = timeUs;
  }
}
