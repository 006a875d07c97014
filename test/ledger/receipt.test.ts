import { describe, expect, it } from 'vitest';
import { receiptOf } from '../../src/ledger/receipt.ts';
import type { Row } from '../verify/history-of.ts';
import { historyOf } from '../verify/history-of.ts';

const sent = (at: number, row: Row = {}): Row => ({
  at,
  received: null,
  outcome: null,
  delivered: null,
  ...row,
});

const outside = (rows: readonly Row[], slackUs = 0): [number, number][] => {
  const { earliestUs, latestUs } = receiptOf(historyOf(rows, { blackBox: { slackUs } }));
  return rows.map((_, row) => [earliestUs[row]!, latestUs[row]!]);
};

const NEVER = [Number.NaN, Number.NaN];

describe('the receipt of an Alert', () => {
  it('is exact where the gate saw it: both ends are the same column', () => {
    const history = historyOf([{ at: 5 }, { at: 9 }]);
    const { earliestUs, latestUs } = receiptOf(history);
    expect(earliestUs).toBe(history.receivedUs);
    expect(latestUs).toBe(history.receivedUs);
  });

  it('lies between the sending and the delivery', () => {
    expect(outside([sent(10, { delivered: 14, copies: 1 })])).toEqual([[10, 14]]);
  });

  it('lies between the sending and the acknowledgement, which may come before the throttle has it', () => {
    expect(outside([sent(10, { acknowledged: 14 })])).toEqual([[10, 14]]);
    expect(outside([sent(10, { acknowledged: 14 })], 5)).toEqual([[10, 19]]);
  });

  it('is bounded by the earlier of the two, and the slack is for the acknowledgement alone', () => {
    expect(outside([sent(10, { acknowledged: 14, delivered: 17, copies: 1 })], 2)).toEqual([[10, 16]]);
    expect(outside([sent(10, { acknowledged: 14, delivered: 17, copies: 1 })], 5)).toEqual([[10, 17]]);
  });

  it('is no later than any sign of a later Alert of its Device, since a connection keeps order', () => {
    const rows = [sent(10, { acknowledged: 90 }), sent(20, { code: '8F0A' }), sent(30, { acknowledged: 40 })];
    expect(outside(rows)).toEqual([
      [10, 40],
      [20, 40],
      [30, 40],
    ]);
  });

  it('takes nothing from the signs of other Devices', () => {
    const rows = [sent(10, { device: 'A', acknowledged: 90 }), sent(30, { device: 'B', acknowledged: 40 })];
    expect(outside(rows)).toEqual([
      [10, 90],
      [30, 40],
    ]);
  });

  it('is not known for what was never sent, and for what nothing shows was received', () => {
    const rows = [
      sent(10, { acknowledged: 20 }),
      sent(30, { sent: null, delivered: 40, copies: 1 }),
      sent(50),
    ];
    expect(outside(rows)).toEqual([[10, 20], NEVER, NEVER]);
  });

  it('is never before the sending, whatever the clocks say', () => {
    expect(outside([sent(10, { delivered: 9, copies: 1 })])).toEqual([[10, 10]]);
  });
});
