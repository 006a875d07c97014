// What reaches a User of each key and what does not, as it comes; the longest silences out. A silence is a stretch of
// one key between two Alerts that its User was given, with at least one lost in between.

const UNKNOWN = Number.NaN;

/** A watch over so many keys. Times of a key never fall. */
export class SilenceWatch {
  /** When the User last heard of the key. */
  readonly #heardUs: Float64Array;
  /** When the silence under way began, and the last Alert lost in it. */
  readonly #sinceUs: Float64Array;
  readonly #lostUs: Float64Array;
  readonly #longestUs: Float64Array;

  constructor(keys: number) {
    const unknown = (): Float64Array => new Float64Array(keys).fill(UNKNOWN);
    this.#heardUs = unknown();
    this.#sinceUs = unknown();
    this.#lostUs = unknown();
    this.#longestUs = unknown();
  }

  /** An Alert was lost. A key that was never heard of falls silent with its first lost Alert. */
  lost(key: number, us: number): void {
    this.#lostUs[key] = us;
    if (!Number.isNaN(this.#sinceUs[key]!)) return;
    const heardUs = this.#heardUs[key]!;
    this.#sinceUs[key] = Number.isNaN(heardUs) ? us : heardUs;
  }

  /** An Alert reached its User. */
  heard(key: number, us: number): void {
    this.#end(key, us);
    this.#sinceUs[key] = UNKNOWN;
    this.#heardUs[key] = us;
  }

  /** The longest silence of any of these keys, in microseconds; one that never ended counts to its last lost Alert. */
  longestUs(of: (key: number) => boolean): number | null {
    let longest: number | null = null;
    for (let key = 0; key < this.#longestUs.length; key++) {
      this.#end(key, this.#lostUs[key]!);
      const us = this.#longestUs[key]!;
      if (!Number.isNaN(us) && of(key)) longest = Math.max(longest ?? 0, us);
    }
    return longest;
  }

  #end(key: number, us: number): void {
    const lastedUs = us - this.#sinceUs[key]!;
    if (Number.isNaN(lastedUs) || lastedUs < this.#longestUs[key]!) return;
    this.#longestUs[key] = lastedUs;
  }
}
