import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs, SEED } from '../support/seed.ts';
import { anyTrace, traces } from './any-trace.ts';
import { replay, traceOf } from './found-by.ts';
import { historyOf } from './history-of.ts';
import { decideNaively } from './naive-model.ts';
import { rowOf } from './throttled-history.ts';

const firstId = fc.constantFrom(1, 4_294_967_294);

describe(`the reference model against the naive one (seed ${SEED})`, () => {
  it('agrees on every decision, id and count of any trace under any profile', () => {
    fc.assert(
      fc.property(anyTrace, firstId, ({ profile, arrivals }, first) => {
        const expected = replay(traceOf(historyOf(arrivals.map(rowOf)), profile), first);
        const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
        const model = arrivals.map((_, row) => ({
          outcome: expected.outcome[row] === 1 ? 'deliver' : 'discard',
          seq: known(expected.sequenceId[row]!),
          count: known(expected.count[row]!),
        }));
        expect(model).toEqual(decideNaively(arrivals, profile, first));
      }),
      runs(traces(1_500)),
    );
  }, 600_000);
});
