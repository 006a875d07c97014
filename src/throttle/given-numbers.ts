// The numbers that callers give Devices, and which number of the throttle's own each stands for. Any value may be asked
// for, so what is found is a hint. Room is made only around numbers that were given.

import { MAX_DEVICE_NUMBER } from '../domain/limits.ts';

const RUN_BITS = 12;
const RUN = 1 << RUN_BITS;

/** No number. */
export const NO_NUMBER = -1;

/** Own numbers by the numbers that callers gave. */
export class GivenNumbers {
  /** Each number plus one, in runs of neighbours; nought where a number stands for nothing. */
  readonly #runs: (Int32Array | undefined)[] = [undefined];

  /** What a given number may stand for, `NO_NUMBER` when it stands for nothing. */
  numberOf(given: number): number {
    const run = given >>> RUN_BITS;
    const numbers = run < this.#runs.length ? this.#runs[run] : undefined;
    return numbers === undefined ? NO_NUMBER : numbers[given & (RUN - 1)]! - 1;
  }

  /** Has a given number stand for this one, where it can be made use of and stands for no other: false elsewhere. */
  take(given: number, number: number): boolean {
    if (!Number.isInteger(given) || given < 0 || given > MAX_DEVICE_NUMBER) return false;
    const numbers = this.#runFor(given >>> RUN_BITS);
    if (numbers[given & (RUN - 1)] !== 0) return false;
    numbers[given & (RUN - 1)] = number + 1;
    return true;
  }

  /** Has a number that was taken stand for nothing. */
  release(given: number): void {
    this.#runs[given >>> RUN_BITS]![given & (RUN - 1)] = 0;
  }

  /** A list without holes: code that is compiled for one of those is not thrown away at the first number far out. */
  #runFor(run: number): Int32Array {
    while (this.#runs.length <= run) this.#runs.push(undefined);
    this.#runs[run] ??= new Int32Array(RUN);
    return this.#runs[run];
  }
}
