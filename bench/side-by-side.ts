// Things measured beside each other in one go, round by round in turn (A B C, A B C, ...), so that whatever disturbs the
// machine disturbs all of them. Absolute figures guide; on a shared machine only the ratios mean something.

import { Bench } from 'tinybench';
import { type Rounds, tell } from './go.ts';

/** One contender: what it is called and what it does `operations` times per call. */
export interface Contender {
  readonly name: string;
  readonly operations: number;
  readonly work: () => void | Promise<void>;
  /** Whether its work ends with a promise. It must be said: to find out is to run it once more, beside all others. */
  readonly awaited?: true;
}

const ROUNDS = 5;
const TIME_MS = 1_000;
const WARMUP_MS = 200;

/**
 * Runs the contenders and tells the nanoseconds per operation of each.
 * @param iterations calls at least, over all rounds, and a quarter as many to warm up; few where one call is itself many
 *   operations.
 */
export async function sideBySide(
  title: string,
  contenders: readonly Contender[],
  iterations = 64,
): Promise<void> {
  const rounds = Math.min(ROUNDS, iterations);
  const warmups = iterations >> 2;
  const figures = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    const bench = new Bench({
      time: TIME_MS / rounds,
      iterations: Math.ceil(iterations / rounds),
      warmup: round === 0 && warmups > 0,
      warmupTime: WARMUP_MS,
      warmupIterations: warmups,
    });
    for (const { name, work, awaited = false } of contenders) bench.add(name, work, { async: awaited });
    await bench.run();
    contenders.forEach(({ name, operations }, at) => {
      const result = bench.getTask(name)?.result;
      if (result?.state !== 'completed') throw new Error(`${name} did not complete`);
      figures[at]!.push((result.latency.mean * 1e6) / operations);
    });
  }
  const measured = contenders.map(({ name }, at): Rounds => ({ name, figures: figures[at]! }));
  tell({ title, unit: 'ns', contenders: measured });
}
