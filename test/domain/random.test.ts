// Keyed random streams: what one Device draws depends on its key and on nothing else.

import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/domain/random.ts';

const draws = (seed: number, purpose: string, index: number, count = 8): number[] => {
  const stream = randomStream(seed, purpose, index);
  return Array.from({ length: count }, () => stream.uniform());
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a random stream', () => {
  it('gives the same draws for the same key', () => {
    expect(draws(7, 'stream:storm', 3)).toEqual(draws(7, 'stream:storm', 3));
  });

  it('gives the draws it has always given', () => {
    expect(draws(7, 'stream:storm', 3, 3)).toEqual([
      0.0664071255299421, 0.21767366768961427, 0.4566631626147325,
    ]);
  });

  it.each([
    ['seed', draws(8, 'stream:storm', 3)],
    ['purpose', draws(7, 'stream:storm2', 3)],
    ['index', draws(7, 'stream:storm', 4)],
    ['purpose that ends in the index', draws(7, 'stream:storm\u00003', 3)],
  ])('shares no draw with the stream of another %s', (_, others) => {
    const own = new Set(draws(7, 'stream:storm', 3));
    expect(others.filter((draw) => own.has(draw))).toEqual([]);
  });

  it('keeps the parts of its key apart', () => {
    expect(draws(1, 'a', 12)).not.toEqual(draws(1, 'a1', 2));
    expect(draws(11, 'a', 2)).not.toEqual(draws(1, '1a', 2));
  });

  it('does not depend on what other streams draw', () => {
    const one = randomStream(7, 'a', 0);
    const other = randomStream(7, 'a', 1);
    const mixed = Array.from({ length: 8 }, () => {
      other.exponential();
      return one.uniform();
    });
    expect(mixed).toEqual(draws(7, 'a', 0));
  });

  it('draws uniformly from [0, 1): mean 1/2 and variance 1/12 within 5 sigma', () => {
    const count = 20_000;
    const values = draws(7, 'uniform', 0, count);
    expect(values.filter((value) => !(value >= 0 && value < 1))).toEqual([]);
    expect(Math.abs(mean(values) - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / count));
    const squares = mean(values.map((value) => (value - 1 / 2) ** 2));
    expect(Math.abs(squares - 1 / 12)).toBeLessThan(5 * Math.sqrt(1 / 180 / count));
  });

  it('draws exponentially: mean 1, second moment 2 and median ln 2 within 5 sigma', () => {
    const count = 20_000;
    const stream = randomStream(7, 'exponential', 0);
    const values = Array.from({ length: count }, () => stream.exponential());
    expect(values.filter((value) => !(value >= 0 && Number.isFinite(value)))).toEqual([]);
    expect(Math.abs(mean(values) - 1)).toBeLessThan(5 / Math.sqrt(count));
    expect(Math.abs(mean(values.map((value) => value ** 2)) - 2)).toBeLessThan(5 * Math.sqrt(20 / count));
    const below = values.filter((value) => value < Math.LN2).length / count;
    expect(Math.abs(below - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 4 / count));
  });

  it('draws independently for neighbouring indices', () => {
    const count = 20_000;
    const firsts = Array.from({ length: count }, (_, index) => randomStream(7, 'first', index).uniform());
    const products = firsts.slice(1).map((value, n) => (value - 1 / 2) * (firsts[n]! - 1 / 2));
    expect(Math.abs(mean(firsts) - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / count));
    expect(Math.abs(mean(products))).toBeLessThan((5 * (1 / 12)) / Math.sqrt(count));
  });
});
