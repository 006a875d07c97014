// Work on threads of their own: the only file that knows Piscina. One task per thread for as long as the work lasts,
// with a message port each, so that a thread keeps what it has opened or planned; meanwhile each may do one more.
// `atomics` must stay disabled: the default parks idle threads, and their sockets with them.

import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';

/** The least busy thread gets the next: never are there two on one while another has none. */
const TASKS_PER_THREAD = 2;

/** What a thread's entry is called with. Its report is there once it has returned and closed the port. */
export interface ThreadTask<Order> {
  readonly order: Order;
  readonly port: MessagePort;
}

/** A thread at work. */
export interface ThreadWorker<Command, Report> {
  tell(command: Command): void;
  /** What the entry returned; rejects with what it threw, or when its thread ended before that. */
  readonly report: Promise<Report>;
}

/** Threads that all run the same entry: a module whose default export takes a {@link ThreadTask}. */
export class ThreadPool<Order, Command, News, Report> {
  readonly #pool: Piscina<ThreadTask<Order>, Report>;
  readonly #ports: MessagePort[] = [];

  constructor(threads: number, entry: URL) {
    this.#pool = new Piscina<ThreadTask<Order>, Report>({
      filename: entry.href,
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: TASKS_PER_THREAD,
      atomics: 'disabled',
      execArgv: entry.pathname.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [],
    });
  }

  /**
   * Gives a thread an order: as many at a time as there are threads go to one each, as many more to one each again.
   * All its news has come when its report is there.
   */
  launch(order: Order, onNews: (news: News) => void): ThreadWorker<Command, Report> {
    const { port1, port2 } = new MessageChannel();
    this.#ports.push(port1);
    port1.on('message', onNews);
    const closed = once(port1, 'close');
    const reported = this.#pool.run({ order, port: port2 }, { transferList: [port2] });
    // A report takes another way than news, and may overtake it.
    const report = reported.then(async (known) => {
      await closed;
      return known;
    });
    return { report, tell: (command) => port1.postMessage(command) };
  }

  /** Ends all threads, whatever they are doing. */
  async destroy(): Promise<void> {
    for (const port of this.#ports) port.close();
    await this.#pool.destroy();
  }
}

/** The entry beside a module: compiled code runs compiled entries, sources run sources. */
export function entryBeside(moduleUrl: string, name: string): URL {
  const extension = moduleUrl.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./${name}.${extension}`, moduleUrl);
}
