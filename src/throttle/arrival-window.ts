// The sliding window of one key: arrival times in, "is the count above the threshold" out. Remembers only
// the last `threshold` arrivals, because c(i) > N exactly when the arrival N before this one is still inside.
//
//      t-W (out) |<------------- W ------------->| t (counted)
//   -------------o---------o-----o--------o------o----> time

/** Counts arrivals in the half-open window (t − length, t]; an arrival exactly `length` earlier is out. */
export class ArrivalWindow {
  readonly #threshold: number;
  readonly #lengthUs: number;
  #times: Float64Array;
  #arrivals = 0;

  constructor(threshold: number, lengthUs: number) {
    this.#threshold = threshold;
    this.#lengthUs = lengthUs;
    this.#times = new Float64Array(Math.min(threshold, 4));
  }

  /** Counts an arrival and says whether the window now holds more than the threshold. Times never decrease. */
  exceedsWith(timeUs: number): boolean {
    const full = this.#arrivals >= this.#threshold;
    if (!full && this.#arrivals === this.#times.length) this.#grow();
    const slot = this.#arrivals % this.#times.length;
    const exceeds = full && this.#times[slot]! > timeUs - this.#lengthUs;
    this.#times[slot] = timeUs;
    this.#arrivals++;
    return exceeds;
  }

  /** When the last arrival leaves the window and nothing counted so far can matter any more. */
  get emptyAtUs(): number {
    return this.#times[(this.#arrivals - 1) % this.#times.length]! + this.#lengthUs;
  }

  #grow(): void {
    const wider = new Float64Array(Math.min(this.#threshold, this.#times.length * 2));
    wider.set(this.#times);
    this.#times = wider;
  }
}
