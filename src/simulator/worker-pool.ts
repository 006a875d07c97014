// Meter workers on threads of their own: the only file that knows Piscina. One task per worker for the whole run,
// one message port each. `atomics` must stay disabled: the default parks idle threads and their sockets with them.

import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { messageOf, StormError } from '../domain/failure.ts';
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
  readonly #pool: Piscina<unknown, MeterReport>;
  readonly #ports: MessagePort[] = [];

  /** `entry` is the module each thread runs; tests pass their own. */
  constructor(threads: number, entry: URL = defaultEntry()) {
    this.#pool = new Piscina<unknown, MeterReport>({
      filename: entry.href,
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: 1,
      atomics: 'disabled',
      execArgv: entry.pathname.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [],
    });
  }

  /** Gives a worker its order. News comes through the listener until the report is there. */
  launch(order: MeterOrder, onNews: (news: MeterNews) => void): MeterWorker {
    const { port1, port2 } = new MessageChannel();
    this.#ports.push(port1);
    port1.on('message', onNews);
    const { index } = order.shard;
    const report = this.#pool
      .run({ order, port: port2 }, { transferList: [port2] })
      .catch((thrown: unknown) => {
        throw new StormError('worker-died', { worker: index + 1, cause: messageOf(thrown) }, thrown);
      });
    return { index, report, tell: (command) => port1.postMessage(command) };
  }

  /** Ends all threads, whatever they are doing. */
  async destroy(): Promise<void> {
    for (const port of this.#ports) port.close();
    await this.#pool.destroy();
  }
}

/** Compiled code runs the compiled worker; sources run the source through the loader that runs them. */
function defaultEntry(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./shard-worker.${extension}`, import.meta.url);
}
