// Entry of a meter worker's thread. Thin on purpose: everything it does is in run-shard, which needs no thread and
// can be tested without one.

import type { MessagePort } from 'node:worker_threads';
import type { MeterCommand, MeterOrder, MeterReport } from './meter-protocol.ts';
import { runShard } from './run-shard.ts';

/** What the pool hands to the thread. */
export interface MeterTask {
  readonly order: MeterOrder;
  readonly port: MessagePort;
}

/** Runs one shard on this thread. */
export default async function shardWorker({ order, port }: MeterTask): Promise<MeterReport> {
  try {
    return await runShard(order, {
      tell: (news) => port.postMessage(news),
      onCommand: (listener) => port.on('message', (command: MeterCommand) => listener(command)),
    });
  } finally {
    port.close();
  }
}
