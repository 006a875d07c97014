// Entry of a sweep worker's thread. Thin on purpose: everything it does is in run-cell, which needs no thread and can
// be tested without one.

import { throttleUnderTest } from '../run/throttle-under-test.ts';
import type { ThreadTask } from '../threads/thread-pool.ts';
import { CellRunner } from './run-cell.ts';
import type { SweepCommand, SweepNews, SweepOrder } from './sweep-protocol.ts';

/** Runs the cells that it is told to, until it is told that there are no more. */
export default async function sweepWorker({ order, port }: ThreadTask<SweepOrder>): Promise<void> {
  try {
    const { make } = await throttleUnderTest(order.throttle ?? undefined);
    const runner = new CellRunner(make);
    const tell = (news: SweepNews): void => port.postMessage(news);
    await new Promise<void>((resolve, reject) => {
      port.on('message', (told: SweepCommand) => {
        if (told.command === 'close') return resolve();
        try {
          if (told.plan) runner.takePlan(told.plan);
          if (told.share) tell({ news: 'plan', plan: runner.shareablePlan(told.order) });
          tell({ news: 'cell', result: runner.run(told.order) });
        } catch (thrown) {
          reject(thrown);
        }
      });
    });
  } finally {
    port.close();
  }
}
