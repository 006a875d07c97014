// A thread that tells so many pieces of news, and reports at once.

import type { ThreadTask } from '../../src/threads/thread-pool.ts';

export default function chattyWorker({ order, port }: ThreadTask<number>) {
  for (let n = 0; n < order; n++) port.postMessage(n);
  port.close();
  return order;
}
