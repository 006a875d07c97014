// Repeated names in, small numbers out: a column stores the number, the list of names stands beside it. Numbers
// are given in order of first appearance and never change.

/** Numbers names in order of first appearance. */
export class Interner {
  readonly #index = new Map<string, number>();
  readonly #names: string[] = [];
  #taken = 0;

  indexOf(name: string): number {
    const known = this.#index.get(name);
    if (known !== undefined) return known;
    const index = this.#names.length;
    // Not pushed: compiled code that pushes is thrown away by the first name of the next interner.
    this.#names[index] = name;
    this.#index.set(name, index);
    return index;
  }

  get names(): readonly string[] {
    return this.#names;
  }

  /** The names that were numbered since this was last asked. */
  takeNew(): string[] {
    const fresh = this.#names.slice(this.#taken);
    this.#taken = this.#names.length;
    return fresh;
  }

  /** Numbers names that another interner took, in the order in which it did. */
  addNew(names: readonly string[]): void {
    for (const name of names) this.indexOf(name);
  }
}
