// A meter worker whose thread stands still for two seconds in the middle of the storm.

import type { MeterCommand } from '../../../src/simulator/meter-protocol.ts';
import { runShard } from '../../../src/simulator/run-shard.ts';
import type { MeterTask } from '../../../src/simulator/shard-worker.ts';

export default function stallingWorker({ order, port }: MeterTask) {
  return runShard(order, {
    tell: (news) => port.postMessage(news),
    onCommand: (listener) =>
      port.on('message', (command: MeterCommand) => {
        if (command.command === 'start') setTimeout(() => standStill(2_000), 400);
        listener(command);
      }),
  }).finally(() => port.close());
}

function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
