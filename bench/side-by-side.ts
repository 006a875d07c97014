// Things measured beside each other in one go, printed as ratios to the first. Absolute figures guide; on a shared
// machine only the ratios mean something.

import { Bench } from 'tinybench';

/** One contender: what it is called and what it does `operations` times per call. */
export interface Contender {
  readonly name: string;
  readonly operations: number;
  readonly work: () => void | Promise<void>;
}

/**
 * Runs the contenders and prints nanoseconds per operation, the spread, and the ratio to the first.
 * @param iterations calls at least; few where one call is itself many operations.
 */
export async function sideBySide(
  title: string,
  contenders: readonly Contender[],
  iterations = 64,
): Promise<void> {
  const bench = new Bench({ time: 1_000, iterations, warmupTime: 200, warmupIterations: iterations >> 2 });
  for (const { name, work } of contenders) bench.add(name, work);
  await bench.run();
  const rows = contenders.map(({ name, operations }) => {
    const result = bench.getTask(name)?.result;
    if (result?.state !== 'completed') throw new Error(`${name} did not complete`);
    const { mean, rme } = result.latency;
    return { name, ns: (mean * 1e6) / operations, spread: rme };
  });
  process.stdout.write(`\n${title}\n`);
  for (const { name, ns, spread } of rows) {
    const ratio = (ns / rows[0]!.ns).toFixed(2);
    const perSecond = Math.round(1e9 / ns).toLocaleString('en');
    process.stdout.write(
      `  ${name.padEnd(40)} ${ns.toFixed(1).padStart(9)} ns  ±${spread.toFixed(1)}%  x${ratio}  ${perSecond}/s\n`,
    );
  }
}
