// Meter workers on threads of their own, each told by number which one died. Stopping one is a command, never an abort:
// that would lose its ledger.

import { messageOf, StormError } from '../domain/failure.ts';
import { entryBeside, ThreadPool } from '../threads/thread-pool.ts';
import type { MeterCommand, MeterNews, MeterOrder, MeterReport } from './meter-protocol.ts';

/** A running meter worker. */
export interface MeterWorker {
  readonly index: number;
  tell(command: MeterCommand): void;
  /** Settles when the worker is done; rejects with `worker-died` when its thread ends before that. */
  readonly report: Promise<MeterReport>;
}

/** The threads of a run. */
export class MeterPool {
  readonly #pool: ThreadPool<MeterOrder, MeterCommand, MeterNews, MeterReport>;

  /** `entry` is the module each thread runs; tests pass their own. */
  constructor(threads: number, entry: URL = entryBeside(import.meta.url, 'shard-worker')) {
    this.#pool = new ThreadPool(threads, entry);
  }

  /** Gives a worker its order. News comes through the listener until the report is there. */
  launch(order: MeterOrder, onNews: (news: MeterNews) => void): MeterWorker {
    const { index } = order.shard;
    const { tell, report } = this.#pool.launch(order, onNews);
    return {
      index,
      tell,
      report: report.catch((thrown: unknown) => {
        throw new StormError('worker-died', { worker: index + 1, cause: messageOf(thrown) }, thrown);
      }),
    };
  }

  /** Ends all threads, whatever they are doing. */
  async destroy(): Promise<void> {
    await this.#pool.destroy();
  }
}
