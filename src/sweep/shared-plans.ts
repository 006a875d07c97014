// Which worker has which plan, and who is making one: a plan is made once, by the worker that is given its first cell,
// and handed to every other that is given a cell of it. Kept no longer than there are cells left that may need it.

import { type Deferred, deferred } from '../domain/deferred.ts';
import type { CellPlan } from './cell-plan.ts';

/** What a worker must know of the plan of its next cell. */
export interface PlanForWorker {
  /** The plan; null when the worker has it, or is to make it. */
  readonly plan: CellPlan | null;
  /** True when it is to be made for others as well. */
  readonly share: boolean;
}

/** The plans of all cells of a sweep. */
export class SharedPlans {
  /** Cells of each plan that nobody was given yet. */
  readonly #left = new Map<string, number>();
  readonly #made = new Map<string, Deferred<CellPlan | null>>();
  /** The name of the plan that each worker had last: it keeps no other. */
  readonly #had = new Map<number, string>();
  readonly #alone: boolean;

  /** @param planNames of each cell */
  constructor(planNames: readonly string[], workers: number) {
    for (const name of planNames) this.#left.set(name, (this.#left.get(name) ?? 0) + 1);
    this.#alone = workers === 1;
  }

  /** Called with each cell that a worker is given. Waits for a plan that another is making. */
  async planFor(worker: number, name: string): Promise<PlanForWorker> {
    const left = this.#left.get(name)! - 1;
    this.#left.set(name, left);
    const has = this.#had.get(worker) === name;
    this.#had.set(worker, name);
    const made = this.#made.get(name);
    if (made === undefined) {
      const share = left > 0 && !this.#alone;
      if (share) this.#made.set(name, deferred());
      return { plan: null, share };
    }
    const plan = has ? null : await made.promise;
    if (this.#left.get(name) === 0) this.#made.delete(name);
    return { plan, share: false };
  }

  /** A worker made a plan that it was to share; null when it cannot be made. */
  made(name: string, plan: CellPlan | null): void {
    this.#made.get(name)?.resolve(plan);
  }
}
