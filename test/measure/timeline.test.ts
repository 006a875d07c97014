// The storm as a curve: what happened in each interval of scenario time, counted exactly.

import { describe, expect, it } from 'vitest';
import { timelineOf } from '../../src/measure/timeline.ts';
import { discarded, historyOf, type Row } from '../verify/history-of.ts';

/** 120 µs, so that an interval is one microsecond. */
const SHORT_US = 120;

const OTHER = { device: '02-53-50-02-00-00-00-FF' };

/** The intervals in which anything happened. */
const busy = (rows: readonly Row[], durationUs = SHORT_US) =>
  timelineOf(historyOf(rows), durationUs).intervals.filter(
    ({ offered, received, delivered }) => offered + received + delivered > 0,
  );

describe('a timeline', () => {
  it('covers the whole run with 120 equal intervals, empty ones included', () => {
    const { schemaVersion, intervalUs, intervals } = timelineOf(historyOf([]), 1_800_000_000);
    expect([schemaVersion, intervalUs, intervals.length]).toEqual([1, 15_000_000, 120]);
    expect(intervals.map(({ fromUs }) => fromUs)).toEqual(
      Array.from({ length: 120 }, (_, n) => n * 15_000_000),
    );
    expect(intervals[119]).toEqual({
      fromUs: 1_785_000_000,
      offered: 0,
      received: 0,
      delivered: 0,
      discarded: 0,
      throttledKeys: 0,
    });
  });

  it.each([
    [1, 1, 1],
    [119, 1, 119],
    [120, 1, 120],
    [121, 2, 61],
    [1_000, 9, 112],
  ])('of %i microseconds has intervals of %i, %i of them', (durationUs, intervalUs, count) => {
    const timeline = timelineOf(historyOf([]), durationUs);
    expect([timeline.intervalUs, timeline.intervals.length]).toEqual([intervalUs, count]);
  });

  it('counts each fact at its own moment', () => {
    expect(busy([{ planned: 3, received: 5, delivered: 5 }, discarded({ planned: 3, received: 9 })])).toEqual(
      [
        { fromUs: 3, offered: 2, received: 0, delivered: 0, discarded: 0, throttledKeys: 0 },
        { fromUs: 5, offered: 0, received: 1, delivered: 1, discarded: 0, throttledKeys: 0 },
        { fromUs: 9, offered: 0, received: 1, delivered: 0, discarded: 1, throttledKeys: 1 },
      ],
    );
  });

  it('counts what MQTT delivered again once as offered, and what was sent again each time', () => {
    const rows = [
      { at: 3, id: 0, counter: 7 },
      { planned: 3, received: 4, delivered: 4, id: 0, counter: 7 },
      { at: 9, id: 1, counter: 7 },
    ];
    expect(busy(rows).map(({ fromUs, offered, received }) => [fromUs, offered, received])).toEqual([
      [3, 1, 1],
      [4, 0, 1],
      [9, 1, 1],
    ]);
  });

  it('puts an edge into the interval that it opens', () => {
    const rows = [{ at: 0 }, { at: 999 }, { at: 1_000 }];
    expect(busy(rows, 120_000).map(({ fromUs, offered }) => [fromUs, offered])).toEqual([
      [0, 2],
      [1_000, 1],
    ]);
  });

  it('counts a throttled key once per interval: same Device other code and other Device same code are others', () => {
    const rows = [
      discarded({ at: 1 }),
      discarded({ at: 1 }),
      discarded({ at: 1, code: '81C4' }),
      discarded({ at: 1, ...OTHER }),
      discarded({ at: 2 }),
    ];
    expect(busy(rows).map(({ discarded: count, throttledKeys }) => [count, throttledKeys])).toEqual([
      [4, 3],
      [1, 1],
    ]);
  });

  it('goes on after the planned end for what comes later', () => {
    const { intervals } = timelineOf(historyOf([{ at: 119, received: 130 }]), SHORT_US);
    expect(intervals).toHaveLength(131);
    expect(intervals[130]).toMatchObject({ fromUs: 130, received: 1, delivered: 1 });
  });

  it('puts what came before its beginning into the first interval', () => {
    expect(busy([discarded({ planned: 0, received: -5 })])).toEqual([
      { fromUs: 0, offered: 1, received: 1, delivered: 0, discarded: 1, throttledKeys: 1 },
    ]);
  });

  it('counts what was delivered though nobody planned or received it', () => {
    expect(
      busy([{ planned: null, sent: null, received: null, outcome: null, delivered: 7, copies: 1 }]),
    ).toEqual([{ fromUs: 7, offered: 0, received: 0, delivered: 1, discarded: 0, throttledKeys: 0 }]);
  });
});
