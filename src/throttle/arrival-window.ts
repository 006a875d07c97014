// The sliding window of one key: arrival times in, "is the count above the threshold" out. Remembers only
// the last `threshold` arrivals, because c(i) > N exactly when the arrival N before this one is still inside.
//
//      t-W (out) |<------------- W ------------->| t (counted)
//   -------------o---------o-----o--------o------o----> time

/** Counts arrivals in the half-open window (t − length, t]; an arrival exactly `length` earlier is out. */
export class ArrivalWindow {
  readonly #threshold: number;
  readonly #lengthUs: number;
  /** The last arrivals as a ring of at most `threshold`; a plain array, because most keys hold very few. */
  readonly #times: number[] = [];
  #arrivals = 0;

  constructor(threshold: number, lengthUs: number) {
    this.#threshold = threshold;
    this.#lengthUs = lengthUs;
  }

  /** Counts an arrival and says whether the window now holds more than the threshold. Times never decrease. */
  exceedsWith(timeUs: number): boolean {
    const slot = this.#arrivals++ % this.#threshold;
    const thresholdAgoUs = this.#times[slot];
    this.#times[slot] = timeUs;
    return thresholdAgoUs !== undefined && thresholdAgoUs > timeUs - this.#lengthUs;
  }

  /** When the last arrival leaves the window and nothing counted so far can matter any more. */
  get emptyAtUs(): number {
    return this.#times[(this.#arrivals - 1) % this.#threshold]! + this.#lengthUs;
  }
}
