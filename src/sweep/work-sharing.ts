// Cells in groups in, the next cell for each worker out. Cells of a group share a plan, so a worker stays with its
// group; then it begins one that nobody has, and only when all are begun does it help with the one that has the most
// left.

/** Shares groups of cells out among workers. Every cell is given out exactly once. */
export class WorkSharing<Cell> {
  readonly #left: Cell[][];
  readonly #begun: boolean[];
  readonly #groupOf = new Map<number, number>();

  constructor(groups: readonly (readonly Cell[])[]) {
    this.#left = groups.filter(({ length }) => length > 0).map((cells) => [...cells].reverse());
    this.#begun = this.#left.map(() => false);
  }

  /** The next cell for this worker; undefined when none is left. */
  next(worker: number): Cell | undefined {
    const group = this.#groupFor(worker);
    if (group === undefined) return undefined;
    this.#groupOf.set(worker, group);
    this.#begun[group] = true;
    return this.#left[group]!.pop();
  }

  #groupFor(worker: number): number | undefined {
    const own = this.#groupOf.get(worker);
    if (own !== undefined && this.#left[own]!.length > 0) return own;
    const untouched = this.#begun.indexOf(false);
    if (untouched >= 0) return untouched;
    const most = Math.max(...this.#left.map((cells) => cells.length));
    return most <= 0 ? undefined : this.#left.findIndex((cells) => cells.length === most);
  }
}
