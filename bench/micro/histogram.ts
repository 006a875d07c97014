// What it costs to record a latency, beside one write to a plain log-linear table and beside Node's own native histogram.

import { createHistogram } from 'node:perf_hooks';
import { LatencyHistogram } from '../../src/measure/latency-histogram.ts';
import { sideBySide } from '../side-by-side.ts';

const OPERATIONS = 50_000;

/** Measures over latencies from microseconds to a second, spread evenly over the orders of magnitude. */
export async function benchHistogram(): Promise<void> {
  const latencies = Uint32Array.from(
    { length: OPERATIONS },
    (_, n) => 10 ** (1 + (5 * ((Math.imul(n, 2_654_435_761) >>> 0) % 10_007)) / 10_007),
  );
  const table = new Uint32Array(64 * 1_024);
  const native = createHistogram({ lowest: 1, highest: 3_600_000_000, figures: 3 });
  const shipped = new LatencyHistogram();
  await sideBySide('histogram, one latency recorded', [
    {
      name: 'floor: a log-linear table',
      operations: OPERATIONS,
      work: () => {
        for (const us of latencies) {
          const shift = Math.max(0, 22 - Math.clz32(us));
          table[shift * 1_024 + (us >>> shift)]! += 1;
        }
      },
    },
    {
      name: 'perf_hooks.createHistogram',
      operations: OPERATIONS,
      work: () => {
        for (const us of latencies) native.record(us);
      },
    },
    {
      name: 'shipped latency histogram',
      operations: OPERATIONS,
      work: () => {
        for (const us of latencies) shipped.record(us);
      },
    },
  ]);
}
