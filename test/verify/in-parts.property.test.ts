// A run judged part by part is judged as it is as a whole: the same findings, word for word, however its Devices are
// shared out. Right throttles and wrong ones.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResourceUse } from '../../src/domain/resource-use.ts';
import { judge, judgeRun } from '../../src/verify/judge.ts';
import { runs, SEED } from '../support/seed.ts';
import { anyTrace, traces } from './any-trace.ts';
import type { Row } from './history-of.ts';
import { FIGURE_LINES, historyInParts } from './in-parts.ts';
import { throttledHistory } from './throttled-history.ts';

/** A broker that was busy all the time: whatever was held up, it was by that. */
const BUSY: ResourceUse = {
  resource: 'thread',
  thread: 'broker',
  side: 'broker',
  bound: 0.7,
  mean: 0.9,
  peak: 1,
  strained: [{ fromUs: -3e6, toUs: 1e15, level: 0.9 }],
};

const NAMES = ['A', 'B', 'C', 'D'];

/** What may become of one Alert beside what should have. */
const spoilt: fc.Arbitrary<Row> = fc.constantFrom<Row>(
  {},
  {},
  {},
  { outcome: 'discard', copies: 0, delivered: null, deliveredPayload: null },
  { outcome: 'deliver', copies: 1, delivered: 1_000, deliveredPayload: 'cafe0001' },
  { outcome: 'deliver', copies: 2, delivered: 1_000, deliveredPayload: 'cafe0002' },
  { seq: 7, count: 3 },
  { outcome: null, reason: 'threw', fault: 'threw', seq: null, count: null },
  { reason: 'untracked' },
  { received: null, outcome: null, copies: 0 },
  { sent: -2_000_000 },
  { sent: null, received: null, outcome: null, copies: 0 },
);

const anyRun = fc.record({
  trace: anyTrace,
  device: fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 12 }),
  spoil: fc.oneof(fc.constant<Row[]>([{}]), fc.array(spoilt, { minLength: 1, maxLength: 30 })),
  capacity: fc.constantFrom(2, 1_000),
  part: fc.tuple(...NAMES.map(() => fc.nat({ max: 2 }))),
});

describe(`a run in parts (seed ${SEED})`, () => {
  it('is judged as it is as a whole', () => {
    let several = 0;
    fc.assert(
      fc.property(anyRun, ({ trace, device, spoil, capacity, part }) => {
        const profile = { ...trace.profile, capacity: { keys: capacity, overflow: 'forward' as const } };
        const arrivals = trace.arrivals.map((arrival, n) => ({
          ...arrival,
          device: device[n % device.length]!,
        }));
        const spoilRow = (row: Row, n: number): Row => ({ ...row, ...spoil[n % spoil.length]! });
        const history = throttledHistory(arrivals, profile, spoilRow, { health: [BUSY] });
        const run = historyInParts(history, (name) => part[NAMES.indexOf(name)]!);
        if (run.parts > 1) several++;
        const whole = judge(history, profile, FIGURE_LINES);
        const inParts = judgeRun(run, profile, FIGURE_LINES);
        expect(inParts.checks.map(withoutStorm)).toEqual(whole.checks.map(withoutStorm));
        expect({ ...inParts, checks: null }).toEqual({ ...whole, checks: null });
      }),
      runs(traces(1_500)),
    );
    expect(several).toBeGreaterThan(100);
  }, 600_000);
});

/** Beside which of several storms a quiet key is shown depends on which of them are at hand. */
function withoutStorm<T extends { readonly id: string; readonly witness: unknown }>(check: T): unknown {
  return check.id === 'isolation' ? { ...check, witness: check.witness !== null } : check;
}
