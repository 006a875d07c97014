// Cells in, what came of each out, in the same order: on worker threads, or all in this thread where the throttle is a
// function, which cannot go to another. Cells that share a plan come one after the other. What threads need is loaded
// for them only.

import { breathe } from '../domain/clock.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import type { ThreadsOrder } from './cells-on-threads.ts';
import { type CellOrder, type CellResult, CellRunner } from './run-cell.ts';

/** How cells are to be run. */
export type CellsOrder = Omit<ThreadsOrder, 'groups' | 'throttle'> & {
  /** Path of a module, null for the shipped throttle; or a factory, for this thread. */
  readonly throttle: string | null | ThrottleFactory;
};

/**
 * Runs all cells.
 * @throws StormError `sweep-worker-died`; the signal's reason when it aborts
 */
export async function runCells({ throttle, ...order }: CellsOrder): Promise<CellResult[]> {
  order.signal.throwIfAborted();
  const groups = groupsOf(order.cells);
  if (typeof throttle === 'function') return runHere({ ...order, groups }, throttle);
  const { runOnThreads } = await import('./cells-on-threads.ts');
  return runOnThreads({ ...order, groups, throttle });
}

async function runHere(
  { cells, groups, signal, onCell }: Omit<ThreadsOrder, 'throttle'>,
  throttle: ThrottleFactory,
): Promise<CellResult[]> {
  const runner = new CellRunner(throttle);
  const results = new Array<CellResult>(cells.length);
  for (const at of groups.flat()) {
    results[at] = runner.run(cells[at]!);
    onCell();
    await breathe();
    signal.throwIfAborted();
  }
  return results;
}

/** The places of the cells, those of the same plan together. */
function groupsOf(cells: readonly CellOrder[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [at, { planName }] of cells.entries()) {
    const group = groups.get(planName);
    if (group) group.push(at);
    else groups.set(planName, [at]);
  }
  return [...groups.values()];
}
