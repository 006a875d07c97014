import { describe, expect, it } from 'vitest';
import { firstCopies } from '../../src/verify/duplicates.ts';

const WINDOW = { shape: 'sliding', lengthUs: 100 } as const;

/** Alerts of one key as pairs of moment and originator counter. */
const copies = (...alerts: readonly (readonly [number, number])[]): number[] | null => {
  const [timesUs, counters] = [alerts.map(([us]) => us), alerts.map(([, counter]) => counter)];
  const found = firstCopies(Float64Array.from(counters), Float64Array.from(timesUs), WINDOW);
  return found && [...found];
};

describe('first copies', () => {
  it('are none when every counter is another, in order or not', () => {
    expect(copies([0, 1], [1, 2], [2, 3])).toBeNull();
    expect(copies([0, 3], [1, 1], [2, 2])).toBeNull();
  });

  it('are none when the counter comes again a whole window later', () => {
    expect(copies([0, 7], [100, 7])).toBeNull();
  });

  it('are found for each Alert that comes again inside the window, among others', () => {
    expect(copies([0, 7], [1, 5], [99, 7], [99, 5], [99, 7])).toEqual([-1, -1, 0, 1, 0]);
  });

  it('begin anew with the first Alert outside the window', () => {
    expect(copies([0, 7], [100, 7], [199, 7])).toEqual([-1, -1, 1]);
  });
});
