// The window against a map that does the obvious: ids unique among those in flight, in turn, and over the wrap.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InFlightWindow } from '../../src/wire/in-flight-window.ts';
import { runs, SEED } from '../support/seed.ts';

const IDS = 65_535;

describe(`packets in flight (seed ${SEED})`, () => {
  it('are found by their ids and listed in the order they were sent, whatever is freed in between', () => {
    const steps = fc.array(fc.oneof(fc.constant('add' as const), fc.nat({ max: 20 })), { maxLength: 300 });
    // Begun near the wrap, so that it is passed.
    const begun = fc.integer({ min: IDS - 100, max: IDS + 100 });
    fc.assert(
      fc.property(begun, steps, (before, all) => {
        const window = new InFlightWindow<number>();
        for (let n = 0; n < before; n++) window.free(window.add(-1));
        const naive = new Map<number, number>();
        for (const [n, step] of all.entries()) {
          if (step === 'add') {
            const id = window.add(n);
            expect(naive.has(id) || id < 1 || id > IDS).toBe(false);
            naive.set(id, n);
          } else {
            const id = [...naive.keys()][step] ?? step;
            window.free(id);
            naive.delete(id);
          }
          for (const [id, value] of naive) expect(window.get(id)).toBe(value);
        }
        expect([...window]).toEqual([...naive]);
      }),
      runs(100),
    );
  });

  it('are 65,535 at most, and none more while the oldest waits', () => {
    const window = new InFlightWindow<string>();
    for (let n = 1; n <= IDS; n++) {
      expect(window.full).toBe(false);
      expect(window.add('x')).toBe(n);
    }
    expect(window.full).toBe(true);
    window.free(2);
    expect([window.full, window.get(2)]).toEqual([true, undefined]);
    window.free(1);
    expect([window.full, window.add('y'), window.add('z'), window.full]).toEqual([false, 1, 2, true]);
  });

  it('have no id 0, and freeing what is free changes nothing', () => {
    const window = new InFlightWindow<string>();
    expect(window.get(0)).toBeUndefined();
    const id = window.add('x');
    window.free(0);
    window.free(id + 1);
    expect([...window]).toEqual([[id, 'x']]);
  });
});
