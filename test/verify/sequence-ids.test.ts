import { describe, expect, it } from 'vitest';
import {
  type IdSource,
  idAfter,
  idRows,
  idsOfRun,
  putSequenceIds,
  type Reports,
  saturated,
} from '../../src/verify/sequence-ids.ts';

const none = Number.NaN;

/** Hands out ids from the first on. */
function from(first: number): () => number {
  let others = first - 1;
  return () => idAfter(others++);
}

/** The ids of a trace, where there were others before. */
function sequenceIds(sequence: 'episode' | 'copy', reports: Reports, idAt: IdSource): number[] {
  const ids = new Float64Array(reports.count.length).fill(77);
  putSequenceIds(ids, sequence, reports, idAt);
  return [...ids];
}

describe('sequence ids and counts', () => {
  it('wrap to 1 after the largest unsigned 32-bit number, never to 0', () => {
    expect([idAfter(0), idAfter(1)]).toEqual([1, 2]);
    expect([idAfter(4_294_967_294), idAfter(4_294_967_295)]).toEqual([4_294_967_295, 1]);
  });

  it('saturate the count at the largest unsigned 32-bit number', () => {
    expect([saturated(0), saturated(4_294_967_295), saturated(4_294_967_296)]).toEqual([
      0, 4_294_967_295, 4_294_967_295,
    ]);
  });

  it('give one id per episode, taken when it engages, in arrival order over all keys', () => {
    const episodeRow = Int32Array.from([0, 1, 1, 0, 0]);
    const count = Float64Array.from([none, none, 1, 2, 3]);
    expect(sequenceIds('episode', { episodeRow, count }, from(1))).toEqual([none, none, 2, 1, 1]);
  });

  it('spend an id on an episode that forwards nothing', () => {
    const episodeRow = Int32Array.from([0, 1, 1]);
    const count = Float64Array.from([none, none, 1]);
    expect(sequenceIds('episode', { episodeRow, count }, from(1))).toEqual([none, none, 2]);
  });

  it('give one id per copy, in arrival order over all keys', () => {
    const episodeRow = Int32Array.from([0, 1, 1, 0, 0]);
    const count = Float64Array.from([none, none, 1, 2, 3]);
    expect(sequenceIds('copy', { episodeRow, count }, from(1))).toEqual([none, none, 1, 2, 3]);
  });

  it('wrap in the middle of a run', () => {
    const episodeRow = Int32Array.from([0, 0, 0]);
    const count = Float64Array.from([1, 1, 1]);
    expect(sequenceIds('copy', { episodeRow, count }, from(4_294_967_295))).toEqual([4_294_967_295, 1, 2]);
  });

  it('are handed out where an episode opens, or where a copy is forwarded', () => {
    const reports = {
      episodeRow: Int32Array.from([0, 1, 1, 0, -1]),
      count: Float64Array.from([none, none, 1, 2, none]),
    };
    expect([...idRows('episode', reports)]).toEqual([0, 1]);
    expect([...idRows('copy', reports)]).toEqual([2, 3]);
  });

  it('of a part of a run go by all arrivals that took one', () => {
    const numberOf = (row: number): number => [4, 9, 12][row]!;
    const idAt = idsOfRun({ numberOf }, [Float64Array.from([1, 4, 7, 9, 12])], () => 0);
    expect([0, 1, 2].map(idAt)).toEqual([2, 4, 5]);
  });
});
