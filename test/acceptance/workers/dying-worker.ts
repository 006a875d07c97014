// A meter worker whose thread ends in the middle of the storm.

import type { MeterCommand } from '../../../src/simulator/meter-protocol.ts';
import { runShard } from '../../../src/simulator/run-shard.ts';
import type { MeterTask } from '../../../src/simulator/shard-worker.ts';

export default function dyingWorker({ order, port }: MeterTask) {
  return runShard(order, {
    tell: (news) => port.postMessage(news),
    onCommand: (listener) =>
      port.on('message', (command: MeterCommand) => {
        if (command.command === 'start') setTimeout(() => process.exit(7), 400);
        listener(command);
      }),
  });
}
