import { describe, expect, it } from 'vitest';
import { idAfter, saturated, sequenceIds } from '../../src/verify/sequence-ids.ts';

const none = Number.NaN;

describe('sequence ids and counts', () => {
  it('wrap to 1 after the largest unsigned 32-bit number, never to 0', () => {
    expect([idAfter(1), idAfter(4_294_967_294), idAfter(4_294_967_295)]).toEqual([2, 4_294_967_295, 1]);
  });

  it('saturate the count at the largest unsigned 32-bit number', () => {
    expect([saturated(0), saturated(4_294_967_295), saturated(4_294_967_296)]).toEqual([
      0, 4_294_967_295, 4_294_967_295,
    ]);
  });

  it('give one id per episode, taken when it engages, in arrival order over all keys', () => {
    const episodeRow = Int32Array.from([0, 1, 1, 0, 0]);
    const count = Float64Array.from([none, none, 1, 2, 3]);
    expect([...sequenceIds('episode', episodeRow, count)]).toEqual([none, none, 2, 1, 1]);
  });

  it('spend an id on an episode that forwards nothing', () => {
    const episodeRow = Int32Array.from([0, 1, 1]);
    expect([...sequenceIds('episode', episodeRow, Float64Array.from([none, none, 1]))]).toEqual([
      none,
      none,
      2,
    ]);
  });

  it('give one id per copy, in arrival order over all keys', () => {
    const episodeRow = Int32Array.from([0, 1, 1, 0, 0]);
    const count = Float64Array.from([none, none, 1, 2, 3]);
    expect([...sequenceIds('copy', episodeRow, count)]).toEqual([none, none, 1, 2, 3]);
  });

  it('wrap in the middle of a run', () => {
    const episodeRow = Int32Array.from([0, 0, 0]);
    const count = Float64Array.from([1, 1, 1]);
    expect([...sequenceIds('copy', episodeRow, count, 4_294_967_295)]).toEqual([4_294_967_295, 1, 2]);
  });
});
