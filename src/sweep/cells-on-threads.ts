// Cells in groups in, what came of each out: each worker thread is given one cell after another until none is left.
// Whoever aborts ends all threads at once.

import { deferred } from '../domain/deferred.ts';
import { messageOf, StormError } from '../domain/failure.ts';
import { entryBeside, ThreadPool } from '../threads/thread-pool.ts';
import type { CellOrder, CellResult } from './run-cell.ts';
import { SharedPlans } from './shared-plans.ts';
import type { SweepCommand, SweepNews, SweepOrder } from './sweep-protocol.ts';
import { WorkSharing } from './work-sharing.ts';

/** How cells are to be run on threads. */
export interface ThreadsOrder {
  readonly cells: readonly CellOrder[];
  /** The places of the cells; those of a group share a plan. */
  readonly groups: readonly (readonly number[])[];
  readonly workers: number;
  /** Path of a throttle's module, null for the shipped one. */
  readonly throttle: string | null;
  readonly signal: AbortSignal;
  readonly onCell: () => void;
  /** What each thread runs; tests pass their own. */
  readonly entry?: URL | undefined;
}

/**
 * Runs all cells, their results in the order of the cells.
 * @throws StormError `sweep-worker-died`; the signal's reason when it aborts
 */
export async function runOnThreads(order: ThreadsOrder): Promise<CellResult[]> {
  const { cells, groups, workers, signal, entry = entryBeside(import.meta.url, 'sweep-worker') } = order;
  const pool = new ThreadPool<SweepOrder, SweepCommand, SweepNews, void>(workers, entry);
  const results = new Array<CellResult>(cells.length);
  const sharing = new WorkSharing(groups);
  const plans = new SharedPlans(
    cells.map(({ planName }) => planName),
    workers,
  );
  const stopped = deferred<never>();
  const stop = (): void => stopped.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const work = async (worker: number): Promise<void> => {
    let at: number | undefined;
    const giveNext = async (): Promise<void> => {
      at = sharing.next(worker);
      if (at === undefined) return tell({ command: 'close' });
      const cell = cells[at]!;
      tell({ command: 'cell', order: cell, ...(await plans.planFor(worker, cell.planName)) });
    };
    const { tell, report } = pool.launch({ throttle: order.throttle }, (told) => {
      if (told.news === 'plan') return plans.made(cells[at!]!.planName, told.plan);
      results[at!] = told.result;
      order.onCell();
      void giveNext();
    });
    void giveNext();
    await report.catch((thrown: unknown) => {
      throw new StormError('sweep-worker-died', { worker: worker + 1, cause: messageOf(thrown) }, thrown);
    });
  };
  try {
    await Promise.race([stopped.promise, Promise.all(Array.from({ length: workers }, (_, n) => work(n)))]);
    return results;
  } finally {
    signal.removeEventListener('abort', stop);
    await pool.destroy();
  }
}
