import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../src/ledger/history.ts';
import { entryAt } from '../../src/ledger/history-builder.ts';
import { seenFromOutside } from '../../src/ledger/outside-view.ts';
import type { Row } from '../verify/history-of.ts';
import { discarded, historyOf } from '../verify/history-of.ts';

const outside = (...rows: Row[]): HistoryEntry[] => {
  const history = seenFromOutside(historyOf(rows), 7);
  return Array.from({ length: history.length }, (_, row) => entryAt(history, row));
};

describe('a run seen from outside', () => {
  it('has no receipt, no outcome and no reason, and keeps what was sent and given', () => {
    const [row] = outside({ at: 5, reason: 'forwarded-copy', seq: 3, count: 9, acknowledged: 6 });
    expect(row).toMatchObject({ received: null, outcome: null, reason: null });
    expect(row).toMatchObject({
      sent: 5,
      acknowledged: 6,
      delivered: 5,
      copies: 1,
      seq: 3,
      count: 9,
      payload: 'cafe0001',
    });
  });

  it('does not know the metadata of an Alert that no User was given', () => {
    const [row] = outside({ at: 5, copies: 0, delivered: null, seq: 3, count: 9 });
    expect(row).toMatchObject({ copies: 0, seq: null, count: null });
  });

  it('says in its header what it assumes, and knows no arrivals by quality of service', () => {
    const { header } = seenFromOutside(historyOf([{ at: 1 }]), 7);
    expect(header.blackBox).toEqual({ slackUs: 7 });
    expect(header.receivedByQos).toEqual([0, 0, 0]);
  });

  it('is in the order of sending; what was never sent comes after, then deliveries that nobody planned', () => {
    const ids = outside(
      { at: 4, id: 0, sent: 4 },
      { at: 5, id: 1, sent: 2 },
      { at: 6, id: null, sent: null },
      { at: 7, id: 2, sent: null, received: null, outcome: null },
      { at: 8, id: 3, sent: 3 },
    ).map(({ id }) => id);
    expect(ids).toEqual([1, 3, 0, 2, null]);
  });

  it('has one row for an Alert that arrived twice, with all its deliveries', () => {
    const twice = [discarded({ at: 1, id: 0, counter: 1 }), { at: 2, id: 0, counter: 1 }];
    expect(outside(...twice)).toMatchObject([{ id: 0, copies: 1, delivered: 2 }]);
    expect(outside({ at: 1, id: 0 }, { at: 2, id: 0 })).toMatchObject([{ id: 0, copies: 2, delivered: 1 }]);
  });

  it('counts the deliveries of an Alert for its sendings in turn, whichever the gate let through', () => {
    const copyAlone = [
      discarded({ at: 1, id: 0, counter: 7 }),
      { at: 30, id: 1, counter: 7, seq: 4, count: 9 },
    ];
    expect(outside(...copyAlone)).toMatchObject([
      { id: 0, sent: 1, copies: 1, delivered: 30, seq: 4, count: 9, deliveredPayload: 'cafe0001' },
      { id: 1, sent: 30, copies: 0, delivered: null, seq: null, count: null, deliveredPayload: null },
    ]);
    const both = [
      { at: 1, id: 0, counter: 7, delivered: 50, count: 1 },
      { at: 30, id: 1, counter: 7, delivered: 40, count: 2 },
    ];
    expect(outside(...both)).toMatchObject([
      { id: 0, copies: 1, delivered: 40, count: 2 },
      { id: 1, copies: 1, delivered: 50, count: 1 },
    ]);
  });

  it('counts no delivery for a sending that came after it, or never', () => {
    const [first, second] = [
      { at: 1, id: 0, counter: 7, copies: 2, delivered: 9 },
      { at: 10, id: 1, counter: 7, delivered: 12 },
    ];
    expect(outside(first, second)).toMatchObject([
      { id: 0, copies: 2, delivered: 9 },
      { id: 1, copies: 1, delivered: 12 },
    ]);
    const unsent = { ...discarded(), at: 2, id: 1, counter: 7, sent: null, received: null, outcome: null };
    expect(outside(first, unsent)).toMatchObject([
      { id: 0, copies: 2 },
      { id: 1, copies: 0 },
    ]);
    const late = { ...first, delivered: 11 };
    expect(outside(late, discarded(second)).map(({ copies }) => copies)).toEqual([1, 1]);
  });

  it('counts what is given too often for the last sending', () => {
    const rows = [1, 2].map((at, id): Row => ({ at, id, counter: 7, copies: 2, delivered: 9 }));
    expect(outside(...rows).map(({ copies }) => copies)).toEqual([1, 3]);
  });

  it('keeps other Devices, codes and counters apart', () => {
    const rows: Row[] = [
      discarded({ at: 1, id: 0, counter: 7 }),
      { at: 2, id: 1, counter: 8 },
      { at: 3, id: 2, counter: 7, code: '8F0A' },
      { at: 4, id: 3, counter: 7, device: 'other' },
      discarded({ at: 5, id: 4, counter: 7 }),
    ];
    expect(outside(...rows).map(({ copies }) => copies)).toEqual([0, 1, 1, 1, 0]);
  });

  it('does not show an arrival that nobody planned and no User was given', () => {
    expect(outside(discarded({ at: 1, id: null }))).toEqual([]);
  });
});
