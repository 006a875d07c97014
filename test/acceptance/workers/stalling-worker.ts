// A meter worker whose thread stands still for two seconds in the middle of the storm.

import { buffersIn } from '../../../src/columns/transfer.ts';
import type { MeterCommand, MeterOrder } from '../../../src/simulator/meter-protocol.ts';
import { runShard } from '../../../src/simulator/run-shard.ts';
import type { ThreadTask } from '../../../src/threads/thread-pool.ts';

export default function stallingWorker({ order, port }: ThreadTask<MeterOrder>) {
  return runShard(order, {
    tell: (news) => port.postMessage(news, buffersIn(news)),
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
