// Samples that come at even intervals in, at most so many kept out, whatever the run's length: when they are full, each
// two become one and from then on each slot takes twice as many. Typed columns, no objects.

import { MAX_SAMPLES } from '../domain/limits.ts';

/** How two neighbouring values become one. NaN, for what is not known, stays NaN. */
export type Fold = 'sum' | 'max';

/** The columns of a series, one value per slot. */
export type SampleColumns<Name extends string> = Readonly<Record<Name, Float64Array>>;

/** A series of samples, each a number for every column. */
export class SampleSeries<Name extends string> {
  readonly #folds: Readonly<Record<Name, Fold>>;
  readonly #names: readonly Name[];
  readonly #capacity: number;
  readonly #columns: SampleColumns<Name>;
  #length = 0;
  #samplesPerSlot = 1;
  #samplesInLast = 0;

  /** `capacity` must be even. */
  constructor(folds: Readonly<Record<Name, Fold>>, capacity = MAX_SAMPLES) {
    this.#folds = folds;
    this.#names = Object.keys(folds) as Name[];
    this.#capacity = capacity;
    const columns = this.#names.map((name) => [name, new Float64Array(capacity)]);
    this.#columns = Object.fromEntries(columns) as SampleColumns<Name>;
  }

  add(sample: Readonly<Record<Name, number>>): void {
    if (this.#length > 0 && this.#samplesInLast < this.#samplesPerSlot) {
      const last = this.#length - 1;
      for (const name of this.#names) {
        this.#columns[name][last] = this.#folded(name, this.#columns[name][last]!, sample[name]);
      }
      this.#samplesInLast++;
      return;
    }
    if (this.#length === this.#capacity) {
      this.#halve();
      this.add(sample);
      return;
    }
    for (const name of this.#names) this.#columns[name][this.#length] = sample[name];
    this.#length++;
    this.#samplesInLast = 1;
  }

  /** The samples so far, copied. */
  get columns(): SampleColumns<Name> {
    const columns = this.#names.map((name) => [name, this.#columns[name].slice(0, this.#length)]);
    return Object.fromEntries(columns) as SampleColumns<Name>;
  }

  #halve(): void {
    for (const name of this.#names) {
      const column = this.#columns[name];
      for (let slot = 0; slot < this.#capacity; slot += 2) {
        column[slot >> 1] = this.#folded(name, column[slot]!, column[slot + 1]!);
      }
    }
    this.#length >>= 1;
    this.#samplesPerSlot *= 2;
    this.#samplesInLast = this.#samplesPerSlot;
  }

  #folded(name: Name, one: number, other: number): number {
    return this.#folds[name] === 'sum' ? one + other : Math.max(one, other);
  }
}
