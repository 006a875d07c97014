// Keyed random streams: (seed, purpose, index) names a stream, so what one Device draws does not depend
// on any other Device, on the order of drawing, or on the number of workers.

import { hash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** A stream of independent draws. */
export interface RandomStream {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Exponential with mean 1. */
  exponential(): number;
}

/** Opens the stream that belongs to this seed, purpose and index. The same three always give the same draws. */
export function randomStream(seed: number, purpose: string, index: number): RandomStream {
  const digest = hash('sha256', `${seed}\u0000${purpose}\u0000${index}`, 'binary');
  const state = [int32At(digest, 0), int32At(digest, 4), int32At(digest, 8), int32At(digest, 12)];
  return new Draws(xoroshiro128plusFromState(state));
}

class Draws implements RandomStream {
  readonly #generator: RandomGenerator;

  constructor(generator: RandomGenerator) {
    this.#generator = generator;
  }

  uniform(): number {
    return uniformFloat64(this.#generator);
  }

  exponential(): number {
    return -Math.log1p(-this.uniform());
  }
}

/** The four bytes from there on, the lowest first. A buffer would cost more than the digest in it. */
function int32At(bytes: string, offset: number): number {
  let word = 0;
  for (let byte = 3; byte >= 0; byte--) word = (word << 8) | bytes.charCodeAt(offset + byte);
  return word;
}
