// Entry of a meter worker's thread. Thin on purpose: everything it does is in run-shard, which needs no thread and
// can be tested without one.

import { handedOver, type ThreadTask } from '../threads/thread-pool.ts';
import type { MeterCommand, MeterOrder, MeterReport } from './meter-protocol.ts';
import { runShard } from './run-shard.ts';

/** Runs one shard on this thread. */
export default async function shardWorker({ order, port }: ThreadTask<MeterOrder>): Promise<MeterReport> {
  try {
    const report = await runShard(order, {
      tell: (news) => port.postMessage(news),
      onCommand: (listener) => port.on('message', (command: MeterCommand) => listener(command)),
    });
    return handedOver(report);
  } finally {
    port.close();
  }
}
