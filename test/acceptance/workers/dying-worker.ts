// A meter worker whose thread ends in the middle of the storm.

import { buffersIn } from '../../../src/columns/transfer.ts';
import type { MeterCommand, MeterOrder } from '../../../src/simulator/meter-protocol.ts';
import { runShard } from '../../../src/simulator/run-shard.ts';
import type { ThreadTask } from '../../../src/threads/thread-pool.ts';

export default function dyingWorker({ order, port }: ThreadTask<MeterOrder>) {
  return runShard(order, {
    tell: (news) => port.postMessage(news, buffersIn(news)),
    onCommand: (listener) =>
      port.on('message', (command: MeterCommand) => {
        if (command.command === 'start') setTimeout(() => process.exit(7), 400);
        listener(command);
      }),
  });
}
