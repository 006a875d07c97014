// Entry of a meter worker's thread. Thin on purpose: everything it does is in run-shard, which needs no thread and
// can be tested without one.

import { buffersIn } from '../columns/transfer.ts';
import type { ThreadTask } from '../threads/thread-pool.ts';
import type { MeterCommand, MeterOrder, MeterReport } from './meter-protocol.ts';
import { runShard } from './run-shard.ts';

/** Runs one shard on this thread. */
export default async function shardWorker({ order, port }: ThreadTask<MeterOrder>): Promise<MeterReport> {
  try {
    return await runShard(order, {
      tell: (news) => port.postMessage(news, buffersIn(news)),
      onCommand: (listener) => port.on('message', (command: MeterCommand) => listener(command)),
    });
  } finally {
    port.close();
  }
}
