// The packet ids of one connection: 1 to 65,535, one after another, none of them twice at a time (MQTT 3.1.1 section
// 2.3.1). Knows nothing of what they are for.

const LAST_ID = 65_535;

/** Ids in use and free. */
export class PacketIds {
  readonly #used = new Uint8Array(LAST_ID + 1);
  #inUse = 0;
  #last = 0;

  get anyFree(): boolean {
    return this.#inUse < LAST_ID;
  }

  /** The next free id; there must be one. */
  take(): number {
    do this.#last = this.#last === LAST_ID ? 1 : this.#last + 1;
    while (this.#used[this.#last] === 1);
    this.#used[this.#last] = 1;
    this.#inUse++;
    return this.#last;
  }

  /** Gives an id back; one that was not taken changes nothing. */
  free(id: number): void {
    this.#inUse -= this.#used[id]!;
    this.#used[id] = 0;
  }
}
