// Keyed random streams: (seed, purpose, index) names a stream, so what one Device draws does not depend
// on any other Device, on the order of drawing, or on the number of workers.

import { hash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of independent draws. */
export interface RandomStream {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Exponential with mean 1. */
  exponential(): number;
}

/** Opens the stream that belongs to this seed, purpose and index. The same three always give the same draws. */
export function randomStream(seed: number, purpose: string, index: number): RandomStream {
  const digest = hash('sha256', `${seed}\u0000${purpose}\u0000${index}`, 'buffer');
  const words = [0, 4, 8, 12].map((offset) => digest.readInt32LE(offset));
  const generator = xoroshiro128plusFromState(words);
  const uniform = (): number => uniformFloat64(generator);
  return { uniform, exponential: () => -Math.log1p(-uniform()) };
}
