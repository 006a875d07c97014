// How well the sender kept its plan: late, dropped, and by how much, in wall time.

import { describe, expect, it } from 'vitest';
import { measureSendLateness } from '../../src/measure/send-lateness.ts';
import { historyOf } from '../verify/history-of.ts';

const LIMIT_US = 500_000;

describe('the lateness of sending', () => {
  it('is nothing when nothing was sent', () => {
    expect(measureSendLateness(historyOf([{ sent: null, received: null }]))).toEqual({
      late: 0,
      sent: 0,
      dropped: 1,
      p99Ms: null,
      maxMs: null,
    });
  });

  it('is late only above the limit', () => {
    const lateness = measureSendLateness(
      historyOf([{ sent: LIMIT_US }, { sent: LIMIT_US + 1 }, { sent: 0 }]),
    );
    expect([lateness.late, lateness.dropped]).toEqual([1, 0]);
  });

  it('is wall time', () => {
    const rows = [{ planned: 0, sent: 60 * LIMIT_US }];
    expect(measureSendLateness(historyOf(rows, { timeScale: 60 })).late).toBe(0);
    expect(measureSendLateness(historyOf(rows, { timeScale: 59 })).late).toBe(1);
  });

  it('is shown in milliseconds', () => {
    const rows = Array.from({ length: 100 }, (_, n) => ({ planned: 0, sent: (n + 1) * 10 }));
    expect(measureSendLateness(historyOf(rows))).toMatchObject({
      late: 0,
      dropped: 0,
      p99Ms: 0.99,
      maxMs: 1,
    });
  });

  it('counts an Alert that arrived twice once', () => {
    const twice = { id: 0, sent: LIMIT_US * 2 };
    expect(measureSendLateness(historyOf([twice, twice]))).toMatchObject({ late: 1, dropped: 0 });
  });

  it('counts planned Alerts that are in no row as dropped', () => {
    expect(measureSendLateness(historyOf([{}], { planned: 3 })).dropped).toBe(2);
  });

  it('leaves out what nobody planned', () => {
    const stray = { id: null, planned: null, sent: null };
    expect(measureSendLateness(historyOf([{ sent: 5 }, stray]))).toMatchObject({ dropped: 0, maxMs: 0.005 });
  });

  it('does not take an Alert sent early for a late one', () => {
    expect(measureSendLateness(historyOf([{ planned: 10, sent: 0 }]))).toMatchObject({ late: 0, dropped: 0 });
  });
});
