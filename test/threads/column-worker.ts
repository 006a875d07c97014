// A thread that reports columns and then tells how many bytes of them it still has.

import { handedOver, type ThreadTask } from '../../src/threads/thread-pool.ts';

/** How the columns go to whoever waits for them. */
export type Way = 'hand over' | 'clone';

export default function columnWorker({ order, port }: ThreadTask<Way>) {
  const report = { name: 'columns', rows: { us: Float64Array.of(1.5, Number.NaN), flag: Uint8Array.of(7) } };
  setTimeout(() => {
    port.postMessage(report.rows.us.byteLength + report.rows.flag.byteLength);
    port.close();
  }, 20);
  return order === 'clone' ? report : handedOver(report);
}
