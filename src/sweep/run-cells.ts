// Cells in, what came of each out, in the same order: on worker threads, or all in this thread where the throttle is a
// function, which cannot go to another. Whoever aborts ends it at once.

import { breathe } from '../domain/clock.ts';
import { deferred } from '../domain/deferred.ts';
import { messageOf, StormError } from '../domain/failure.ts';
import { entryBeside, ThreadPool } from '../threads/thread-pool.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import { type CellOrder, type CellResult, CellRunner } from './run-cell.ts';
import type { SweepCommand, SweepNews, SweepOrder } from './sweep-protocol.ts';
import { WorkSharing } from './work-sharing.ts';

/** How cells are to be run. */
export interface CellsOrder {
  readonly cells: readonly CellOrder[];
  readonly workers: number;
  /** Path of a module, null for the shipped throttle; or a factory, for this thread. */
  readonly throttle: string | null | ThrottleFactory;
  readonly signal: AbortSignal;
  readonly onCell: () => void;
  /** What each thread runs; tests pass their own. */
  readonly entry?: URL;
}

/**
 * Runs all cells.
 * @throws StormError `sweep-worker-died`; the signal's reason when it aborts
 */
export async function runCells(order: CellsOrder): Promise<CellResult[]> {
  order.signal.throwIfAborted();
  return typeof order.throttle === 'function'
    ? here(order, order.throttle)
    : onThreads(order, order.throttle);
}

async function here({ cells, signal, onCell }: CellsOrder, throttle: ThrottleFactory): Promise<CellResult[]> {
  const runner = new CellRunner(throttle);
  const results = new Array<CellResult>(cells.length);
  for (const at of groupsOf(cells).flat()) {
    results[at] = runner.run(cells[at]!);
    onCell();
    await breathe();
    signal.throwIfAborted();
  }
  return results;
}

async function onThreads(order: CellsOrder, throttle: string | null): Promise<CellResult[]> {
  const { cells, workers, signal, onCell, entry = entryBeside(import.meta.url, 'sweep-worker') } = order;
  const pool = new ThreadPool<SweepOrder, SweepCommand, SweepNews, void>(workers, entry);
  const results = new Array<CellResult>(cells.length);
  const sharing = new WorkSharing(groupsOf(cells));
  const stopped = deferred<never>();
  const stop = (): void => stopped.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const work = async (worker: number): Promise<void> => {
    let at: number | undefined;
    const giveNext = (): void => {
      at = sharing.next(worker);
      tell(at === undefined ? { command: 'close' } : { command: 'cell', order: cells[at]! });
    };
    const { tell, report } = pool.launch({ throttle }, (result) => {
      results[at!] = result;
      onCell();
      giveNext();
    });
    giveNext();
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
