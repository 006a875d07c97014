// A sweep worker whose thread ends over its second cell.

import { CellRunner } from '../../../src/sweep/run-cell.ts';
import type { SweepCommand, SweepNews, SweepOrder } from '../../../src/sweep/sweep-protocol.ts';
import type { ThreadTask } from '../../../src/threads/thread-pool.ts';
import { createThrottle } from '../../../src/throttle/create-throttle.ts';

export default function dyingSweepWorker({ port }: ThreadTask<SweepOrder>): Promise<void> {
  const runner = new CellRunner(createThrottle);
  const tell = (news: SweepNews): void => port.postMessage(news);
  let cells = 0;
  return new Promise((resolve) => {
    port.on('message', (told: SweepCommand) => {
      if (++cells === 2) process.exit(7);
      if (told.command === 'close') return resolve();
      if (told.share) tell({ news: 'plan', plan: runner.shareablePlan(told.order) });
      tell({ news: 'cell', result: runner.run(told.order) });
    });
  });
}
