// The level of one resource in, sample by sample; its mean, its peak and the stretches above its bound out. Sees every
// sample, however few of them are kept, and keeps a bounded number of stretches: the longest.

import { MAX_STRETCHES, SUSTAINED_MS } from '../domain/limits.ts';
import type { Stretch } from '../domain/resource-use.ts';

/** What a watch has seen. Times are those of the samples. */
export interface Strain {
  readonly mean: number;
  readonly peak: number;
  readonly strained: readonly Stretch[];
}

/** Watches one resource against its bound. */
export class StrainWatch {
  readonly bound: number;
  readonly #stretches: Stretch[] = [];
  #open: { fromUs: number; toUs: number; area: number } | null = null;
  #area = 0;
  #knownUs = 0;
  #peak = 0;

  constructor(bound: number) {
    this.bound = bound;
  }

  /** Takes the level from one moment to the next. One that is NaN is not known, and ends what went on. */
  add(fromUs: number, toUs: number, level: number): void {
    const spanUs = toUs - fromUs;
    if (spanUs <= 0) return;
    if (!Number.isNaN(level)) {
      this.#area += level * spanUs;
      this.#knownUs += spanUs;
      this.#peak = Math.max(this.#peak, level);
    }
    if (level > this.bound) {
      this.#open ??= { fromUs, toUs, area: 0 };
      this.#open.toUs = toUs;
      this.#open.area += level * spanUs;
    } else {
      this.#close();
    }
  }

  /** What was seen so far; null when no level was ever known. */
  get strain(): Strain | null {
    if (this.#knownUs === 0) return null;
    this.#close();
    const strained = this.#stretches.toSorted((one, other) => one.fromUs - other.fromUs);
    // Rounded, the mean of equal levels can be more than each of them.
    const mean = Math.min(this.#area / this.#knownUs, this.#peak);
    return { mean, peak: this.#peak, strained };
  }

  #close(): void {
    if (this.#open === null) return;
    const { fromUs, toUs, area } = this.#open;
    this.#open = null;
    if (toUs - fromUs < SUSTAINED_MS * 1_000) return;
    this.#stretches.push({ fromUs, toUs, level: area / (toUs - fromUs) });
    this.#stretches.sort((one, other) => other.toUs - other.fromUs - (one.toUs - one.fromUs));
    if (this.#stretches.length > MAX_STRETCHES) this.#stretches.pop();
  }
}
