// Packet ids: one after another, round and round, and never one that is in use.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PacketIds } from '../../src/broker/packet-ids.ts';
import { runs, SEED } from '../support/seed.ts';

const ALL = 65_535;

const taken = (ids: PacketIds, count: number): number[] => Array.from({ length: count }, () => ids.take());

describe('packet ids', () => {
  it('begin at 1, end at 65535 and begin again', () => {
    const ids = new PacketIds();
    const used: number[] = [];
    for (let n = 0; n < ALL; n++) {
      used.push(ids.take());
      ids.free(used[n]!);
    }
    expect(used).toEqual(Array.from({ length: ALL }, (_, n) => n + 1));
    expect(taken(ids, 2)).toEqual([1, 2]);
  });

  it('are all in use after 65535, and one is free when one is given back', () => {
    const ids = new PacketIds();
    expect(new Set(taken(ids, ALL)).size).toBe(ALL);
    expect(ids.anyFree).toBe(false);
    ids.free(40_000);
    expect([ids.anyFree, ids.take(), ids.anyFree]).toEqual([true, 40_000, false]);
  });

  it('are not made free by giving back what is not in use', () => {
    const ids = new PacketIds();
    taken(ids, ALL);
    ids.free(0);
    expect(ids.anyFree).toBe(false);
    ids.free(7);
    ids.free(7);
    ids.take();
    expect(ids.anyFree).toBe(false);
  });

  it(`are never given out twice at a time (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(9)), { maxLength: 100 }), (steps) => {
        const ids = new PacketIds();
        const inUse: number[] = [];
        for (const step of steps) {
          const given = step === null ? undefined : inUse.splice(step, 1)[0];
          if (given !== undefined) ids.free(given);
          else inUse.push(ids.take());
        }
        expect(new Set(inUse).size).toBe(inUse.length);
      }),
      runs(200),
    );
  });
});
