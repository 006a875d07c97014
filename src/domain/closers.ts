// What was opened, so that it can be closed in the opposite order whatever happened in between.
// Knows nothing of what it closes, and lets no failure of one keep another open.

/** A stack of things to close. */
export class Closers {
  readonly #closers: (() => Promise<void>)[] = [];

  add(close: () => Promise<void>): void {
    this.#closers.push(close);
  }

  /** Closes everything, last opened first. One that fails does not keep the others open. */
  async closeAll(): Promise<void> {
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) await close().catch(() => {});
  }
}
