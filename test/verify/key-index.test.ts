import { describe, expect, it } from 'vitest';
import { arrivalsLike, arrivalsOf, indexByKey } from '../../src/verify/key-index.ts';
import { historyOf } from './history-of.ts';

const groups = (history: ReturnType<typeof historyOf>): number[][] => {
  const index = indexByKey(history);
  return Array.from({ length: index.keys }, (_, key) => [...arrivalsOf(index, key)]);
};

describe('the key index', () => {
  it('groups interleaved keys and keeps arrival order within each', () => {
    const history = historyOf([{ device: 'A' }, { device: 'B' }, { device: 'A' }, { device: 'B' }]);
    expect(groups(history)).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('keeps the same Device with other codes, and the same code of other Devices, apart', () => {
    const history = historyOf([
      { device: 'A', code: '81C3' },
      { device: 'A', code: '81C2' },
      { device: 'B', code: '81C3' },
      { device: 'A', code: '81C3' },
    ]);
    expect(groups(history)).toEqual([[1], [0, 3], [2]]);
  });

  it('does not merge pairs whose texts would join to the same string', () => {
    const history = historyOf([
      { device: 'AB', code: 'CD12' },
      { device: 'ABCD', code: '12CD' },
      { device: 'A', code: 'BCD1' },
    ]);
    expect(groups(history)).toEqual([[0], [1], [2]]);
  });

  it('leaves out rows that were never received', () => {
    expect(groups(historyOf([{ at: 1 }, { at: 2 }, { received: null }]))).toEqual([[0, 1]]);
  });

  it('is empty for a history without arrivals', () => {
    const index = indexByKey(historyOf([]));
    expect({ keys: index.keys, rows: [...index.rows], starts: [...index.starts] }).toEqual({
      keys: 0,
      rows: [],
      starts: [0],
    });
  });

  it('finds the arrivals that share a row’s key', () => {
    const history = historyOf([{ device: 'A' }, { device: 'B' }, { device: 'A' }]);
    expect([...arrivalsLike(history, indexByKey(history), 2)]).toEqual([0, 2]);
    expect([...arrivalsLike(history, indexByKey(history), 1)]).toEqual([1]);
  });

  it('refuses a history whose arrivals are out of order', () => {
    expect(() => indexByKey(historyOf([{ at: 2 }, { at: 1 }]))).toThrow('arrived before the row above');
  });

  it('groups a million rows of a hundred thousand keys in seconds', () => {
    const rows = 1_000_000;
    const small = historyOf([{}]);
    const history = {
      ...small,
      length: rows,
      deviceIds: Array.from({ length: 100_000 }, (_, n) => `D${n}`),
      device: Uint32Array.from({ length: rows }, (_, row) => (row * 7919) % 100_000),
      code: new Uint16Array(rows),
      receivedUs: Float64Array.from({ length: rows }, (_, row) => row),
    };
    const index = indexByKey(history);
    expect(index.keys).toBe(100_000);
    expect([...arrivalsOf(index, 0)].slice(0, 2)).toEqual([0, 100_000]);
  }, 10_000);
});
