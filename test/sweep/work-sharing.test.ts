// Who gets which cell: each exactly once, groups kept together as long as there is another to begin.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { WorkSharing } from '../../src/sweep/work-sharing.ts';
import { runs, SEED } from '../support/seed.ts';

describe('cells are shared out', () => {
  it('in order, to one worker', () => {
    const sharing = new WorkSharing([['a1', 'a2'], ['b1'], [], ['d1', 'd2']]);
    expect(Array.from({ length: 6 }, () => sharing.next(0))).toEqual([
      'a1',
      'a2',
      'b1',
      'd1',
      'd2',
      undefined,
    ]);
  });

  it('group by group: a worker stays with its own and begins the next before it helps', () => {
    const sharing = new WorkSharing([['a1', 'a2', 'a3'], ['b1'], ['c1']]);
    expect([0, 1, 0, 1, 1, 0, 1].map((worker) => sharing.next(worker))).toEqual([
      ...['a1', 'b1', 'a2', 'c1', 'a3', undefined, undefined],
    ]);
  });

  it('from the group that has the most left, once all are begun', () => {
    const sharing = new WorkSharing([['a1', 'a2'], ['b1', 'b2', 'b3'], ['c1']]);
    expect([0, 1, 2, 2, 2, 1, 2].map((worker) => sharing.next(worker))).toEqual([
      ...['a1', 'b1', 'c1', 'b2', 'b3', 'a2', undefined],
    ]);
  });
});

describe(`seed ${SEED}`, () => {
  test('every cell is given out exactly once, whoever asks when', () => {
    const groups = fc.array(fc.nat({ max: 6 }), { maxLength: 8 });
    fc.assert(
      fc.property(groups, fc.infiniteStream(fc.nat({ max: 4 })), (sizes, askers) => {
        const cells = sizes.map((size, group) => Array.from({ length: size }, (_, n) => `${group}.${n}`));
        const sharing = new WorkSharing(cells);
        const given: string[] = [];
        for (const worker of askers) {
          const cell = sharing.next(worker);
          if (cell === undefined) break;
          given.push(cell);
        }
        expect(given.toSorted()).toEqual(cells.flat().toSorted());
      }),
      runs(200),
    );
  });
});
