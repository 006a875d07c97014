import { describe, expect, it } from 'vitest';
import { parseFigure } from '../../src/domain/figure.ts';
import type { History } from '../../src/ledger/history.ts';
import type { Expectation } from '../../src/scenario/scenario.ts';
import { expectationCheck } from '../../src/verify/checks/expectation.ts';
import type { Finding } from '../../src/verify/finding.ts';
import { partsOf } from '../../src/verify/parts-of.ts';
import { reportedDiscards } from '../../src/verify/reported-discards.ts';
import { inOnePart } from '../../src/verify/run-in-parts.ts';
import { discarded, historyOf } from './history-of.ts';
import { profileOf } from './profile-of.ts';

/** An `expect` line whose bound is in Alerts, or in microseconds. */
function expecting(text: string): Expectation {
  const [name = '', comparison = '', bound = ''] = text.split(' ');
  const figure = parseFigure(name, ['storm', 'background'])!;
  return { text, figure, comparison: comparison as Expectation['comparison'], bound: Number(bound) };
}

function check(history: History, text: string, reading: 'delta' | 'cumulative' = 'delta'): Finding {
  const running = expectationCheck(history.header, expecting(text), reading);
  for (const part of partsOf(inOnePart(history), profileOf())) running.examine(part);
  return running.finding();
}

const RUN = historyOf([
  { stream: 'storm', planned: 0, sent: 2_000, received: 3_000, delivered: 10_000 },
  { stream: 'storm', planned: 0, sent: 2_000, received: 3_000, delivered: 22_000 },
  discarded({ stream: 'storm', at: 4_000 }),
  { stream: 'background', planned: 5_000, sent: 5_000, received: 5_000, delivered: 9_000 },
  { stream: 'background', received: null },
  { stream: 'background', received: null, sent: null },
]);

describe('an expectation', () => {
  it('holds when its bound holds', () => {
    expect(check(RUN, 'storm.discarded > 0')).toEqual({
      id: 'expect: storm.discarded > 0',
      requirement: 'scenario',
      verdict: 'pass',
      reason: 'the bound holds',
      measured: '1',
      bound: '> 0',
      exercised: 3,
      witness: null,
    });
  });

  it('breaks when its bound does not hold', () => {
    expect(check(RUN, 'storm.discarded > 1')).toMatchObject({ verdict: 'fail', measured: '1', bound: '> 1' });
  });

  const comparisons: [string, boolean[]][] = [
    ['<', [false, false, true]],
    ['<=', [false, true, true]],
    ['==', [false, true, false]],
    ['!=', [true, false, true]],
    ['>=', [true, true, false]],
    ['>', [true, false, false]],
  ];
  it.each(comparisons)('compares with %s', (comparison, holds) => {
    const verdicts = [2, 3, 4].map((bound) => check(RUN, `storm.received ${comparison} ${bound}`).verdict);
    expect(verdicts).toEqual(holds.map((yes) => (yes ? 'pass' : 'fail')));
  });

  const figures: [string, string, number][] = [
    ['storm.planned', '3', 3],
    ['background.planned', '3', 3],
    ['background.sent', '2', 3],
    ['background.received', '1', 1],
    ['background.delivered', '1', 1],
    ['total.planned', '6', 6],
    ['total.received', '4', 4],
    ['total.delivered', '3', 4],
    ['latency.response.min', '4ms', 3],
    ['latency.response.max', '22ms', 3],
    ['latency.service.min', '4ms', 3],
    ['latency.service.max', '20ms', 3],
  ];
  it.each(figures)('reads %s', (name, measured, exercised) => {
    expect(check(RUN, `${name} >= 0`)).toMatchObject({ measured, exercised });
  });

  it('reads percentiles within the precision of a histogram', () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => ({ planned: 0, delivered: (n + 1) * 100 }));
    const history = historyOf(rows);
    for (const [name, us] of [
      ['p50', 50_000],
      ['p90', 90_000],
      ['p99', 99_000],
      ['p999', 99_900],
    ] as const) {
      expect(check(history, `latency.response.${name} <= ${us * 1.001}`).verdict).toBe('pass');
      expect(check(history, `latency.response.${name} >= ${us * 0.999}`).verdict).toBe('pass');
    }
  });

  it('reads latency in wall time', () => {
    const history = historyOf([{ planned: 0, delivered: 60_000 }], { timeScale: 60 });
    expect(check(history, 'latency.response.max == 1000').verdict).toBe('pass');
  });

  it('cannot tell a latency when an Alert was delivered before it was sent', () => {
    const history = historyOf([{ at: 5, delivered: 4 }, { at: 5 }]);
    expect(check(history, 'latency.service.max < 100')).toMatchObject({
      verdict: 'inconclusive',
      exercised: 1,
    });
    expect(check(historyOf([{ at: 5, delivered: 4 }]), 'latency.service.min < 100')).toMatchObject({
      measured: '0ms',
      exercised: 0,
    });
  });

  it('counts a redelivered Alert once as planned and sent, twice as received', () => {
    const history = historyOf([{ id: 0 }, { id: 0 }]);
    expect(
      ['planned', 'sent', 'received'].map((name) => check(history, `storm.${name} > 0`).measured),
    ).toEqual([...['1', '1', '2']]);
  });

  it('says why, in every verdict', () => {
    const why = (history: History, text: string) => {
      const { verdict, reason } = check(history, text);
      return [verdict, reason];
    };
    expect(why(RUN, 'storm.discarded > 1')).toEqual(['fail', 'the bound does not hold']);
    expect(why(historyOf([]), 'storm.discarded > 1')).toEqual([
      'not-exercised',
      'no Alert of this run counts towards the figure',
    ]);
    expect(why(historyOf([{ at: 5, delivered: 4 }]), 'latency.service.max < 100')).toEqual([
      'inconclusive',
      '1 Alert delivered before the moment latency counts from: clocks disagree',
    ]);
  });

  it('cannot tell, whether or not the bound holds, when the run was stopped early', () => {
    for (const text of ['storm.received > 0', 'storm.received > 9']) {
      expect(check(historyOf([{}], { interrupted: true }), text)).toMatchObject({
        verdict: 'inconclusive',
        reason: 'the run was stopped before its plan was through, so the figure is not of the whole storm',
        measured: '1',
        exercised: 1,
      });
    }
  });

  it('has nothing to check when its stream received nothing', () => {
    const history = historyOf([{ stream: 'background' }]);
    expect(check(history, 'storm.discarded == 0')).toMatchObject({
      verdict: 'not-exercised',
      measured: 'nothing to check',
    });
  });

  it('has nothing to check when no latency was measured', () => {
    expect(check(historyOf([discarded()]), 'latency.response.p99 < 1').verdict).toBe('not-exercised');
  });
});

describe('a figure of the whole run', () => {
  const key = { device: '02-53-50-02-00-00-00-01', code: '81C3' } as const;
  const marked = (at: number, count: number) => ({
    stream: 'storm',
    received: at,
    delivered: at,
    sequenceId: 1,
    count,
  });
  const lost = (at: number) => discarded({ stream: 'storm', at });
  const storm = historyOf([lost(1), lost(2), marked(3, 2), lost(4), lost(5), lost(6), marked(7, 3), lost(8)]);
  const cumulative = historyOf([
    lost(1),
    lost(2),
    marked(3, 2),
    lost(4),
    marked(5, 3),
    lost(6),
    marked(7, 1),
  ]);

  it('counts the discards that metadata told of, and those it did not', () => {
    expect(check(storm, 'total.reported == 5')).toMatchObject({ verdict: 'pass', exercised: 6 });
    expect(check(storm, 'total.unreported == 1')).toMatchObject({ verdict: 'pass', measured: '1' });
  });

  it('reads cumulative counts as such: what is told again is told once, and a new episode starts afresh', () => {
    expect(check(cumulative, 'total.reported == 4', 'cumulative')).toMatchObject({
      verdict: 'pass',
      measured: '4',
    });
  });

  it('takes no Alert that only repeats another for a report of its own, nor for a discard that counts', () => {
    const again = [lost(5), lost(5), lost(5)];
    const history = historyOf([
      lost(1),
      lost(2),
      marked(3, 2),
      marked(4, 2),
      lost(5),
      ...again,
      marked(6, 3),
    ]);
    const firstCopy = Int32Array.of(-1, -1, -1, 2, -1, 4, 4, 4, -1);
    const told = (reading: 'delta' | 'cumulative', copies: Int32Array | null) =>
      reportedDiscards(history, reading, copies);
    expect([told('delta', firstCopy).reported, told('delta', null).reported]).toEqual([5, 6]);
    expect([told('cumulative', firstCopy).reported, told('cumulative', null).reported]).toEqual([3, 5]);
    expect(told('cumulative', firstCopy).discarded).toBe(6);
  });

  it('is not exercised by reported discards where none was discarded', () => {
    const calm = historyOf([{ stream: 'storm', received: 1, delivered: 2 }]);
    expect(check(calm, 'total.unreported == 0').verdict).toBe('not-exercised');
  });

  it('counts throttled keys: all that lost an Alert, and the most at one time', () => {
    const keys = historyOf([
      discarded({ ...key, at: 1 }),
      { ...key, received: 2, delivered: 2 },
      discarded({ ...key, device: '02-53-50-02-00-00-00-02', at: 3 }),
      discarded({ ...key, device: '02-53-50-02-00-00-00-02', code: '8F0A', at: 4 }),
    ]);
    expect(check(keys, 'throttled-keys.total == 3')).toMatchObject({ verdict: 'pass', measured: '3' });
    expect(check(keys, 'throttled-keys.peak == 2')).toMatchObject({ verdict: 'pass', measured: '2' });
  });

  it('counts what was sent late or never', () => {
    expect(check(RUN, 'total.dropped == 1')).toMatchObject({ verdict: 'pass', measured: '1', exercised: 6 });
    expect(check(RUN, 'total.late == 0').verdict).toBe('pass');
    expect(check(RUN, 'total.refused == 0').verdict).toBe('pass');
  });

  it('measures latency to the gate apart from that to the User', () => {
    expect(check(RUN, 'latency.response.receive.max <= 3100').verdict).toBe('pass');
    expect(check(RUN, 'latency.response.max <= 3100').verdict).toBe('fail');
  });
});
