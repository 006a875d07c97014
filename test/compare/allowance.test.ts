// Bounds as people state them: what each leaves room for, and what is said of those that make no sense.

import { describe, expect, it } from 'vitest';
import { readAllowances, refuseUnknownFigures } from '../../src/compare/allowance.ts';
import { judgeChange } from '../../src/compare/judge-change.ts';
import { StormError } from '../../src/domain/failure.ts';

const judged = (figure: string, bound: string, baseline: number | null, run: number | null): string => {
  const lessIsBetter = figure.startsWith('latency');
  const change = { baseline, run, whole: baseline ?? 0, lessIsBetter, exact: false };
  return judgeChange(change, readAllowances({ [figure]: bound }).get(figure)).judgement;
};

describe('a bound on a count', () => {
  it.each([
    ['+10', 100, 110, 'noted'],
    ['+10', 100, 111, 'regression'],
    ['+10', 100, 99, 'regression'],
    ['-10', 100, 90, 'noted'],
    ['-10', 100, 89, 'regression'],
    ['-10', 100, 101, 'regression'],
    ['+-10', 100, 110, 'noted'],
    ['+-10', 100, 89, 'regression'],
    ['±10', 100, 90, 'noted'],
    ['+20%', 100, 120, 'noted'],
    ['+20%', 100, 121, 'regression'],
    ['+0.7%', 1_000, 1_007, 'noted'],
    ['+0.7%', 1_000, 1_008, 'regression'],
    ['+20%', 0, 1, 'regression'],
    ['+0', 100, 100, 'same'],
    ['any', 100, 0, 'noted'],
  ])('%s lets %i become %i: %s', (bound, baseline, run, judgement) => {
    expect(judged('storm.discarded', bound, baseline, run)).toBe(judgement);
  });
});

describe('a bound on a latency', () => {
  it.each([
    ['+5ms', 10_000, 15_000, 'noted'],
    ['+5ms', 10_000, 15_001, 'regression'],
    ['+5ms', 10_000, 6_000, 'noted'],
    ['+5ms', 10_000, 4_000, 'improvement'],
    ['+20%', 10_000, 12_000, 'noted'],
    ['+20%', 10_000, 12_001, 'regression'],
    ['+-20%', 10_000, 7_999, 'regression'],
    ['any', null, 4, 'noted'],
    ['+20%', null, 4, 'regression'],
    ['+20%', 4, null, 'regression'],
    ['+20%', null, null, 'regression'],
  ])('%s lets %s become %s: %s', (bound, baseline, run, judgement) => {
    expect(judged('latency.response.p99', bound, baseline, run)).toBe(judgement);
  });
});

describe('no bound', () => {
  const change = { baseline: 1, run: 2, whole: 1, lessIsBetter: false };

  it('judges only what is exact', () => {
    expect(judgeChange({ ...change, exact: true }, undefined)).toEqual({
      allowed: 'none',
      judgement: 'regression',
    });
    expect(judgeChange({ ...change, exact: false }, undefined)).toEqual({
      allowed: null,
      judgement: 'noted',
    });
    expect(judgeChange({ ...change, run: 1, exact: true }, undefined).judgement).toBe('same');
  });
});

const refusal = (work: () => unknown): [message: string, hint: string] => {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof StormError && thrown.kind === 'usage') return [thrown.message, thrown.hint];
  }
  throw new Error('not refused');
};

describe('a bound that makes no sense', () => {
  it.each(['10', '', '+', '+-', '+5ms', '+1.5', '20%', '+20 %', '+-5s', 'none', '+1e3', '+-10%%'])(
    'is refused with a way out: %j for a count',
    (bound) => {
      const [message, hint] = refusal(() => readAllowances({ 'total.discarded': bound }));
      expect(message).toBe(`total.discarded cannot be allowed to change by ${bound || 'nothing'}`);
      expect(hint).toContain('for example +-10, +5%, -3 or any');
    },
  );

  it('is refused for a latency without a unit', () => {
    const [, hint] = refusal(() => readAllowances({ 'latency.response.p99': '+5' }));
    expect(hint).toContain('+20%, +5ms or any');
  });

  it.each([
    ['latency.respons.p99', 'Did you mean latency.response.p99?'],
    ['latency.response.p98', 'Did you mean latency.response.p90?'],
    ['decision.changed', 'Did you mean decisions.changed?'],
    [
      'total',
      'Figures are written like total.discarded, storm.delivered, latency.response.p99 or decisions.changed.',
    ],
    [
      'storm.swallowed',
      'Figures are written like total.discarded, storm.delivered, latency.response.p99 or decisions.changed.',
    ],
  ])('is refused for a figure that is none: %s', (figure, way) => {
    expect(refusal(() => readAllowances({ [figure]: '+1' }))).toEqual([`no figure is called ${figure}`, way]);
  });

  it('is refused for a stream that no run has, once streams are known', () => {
    const allowances = readAllowances({
      'strom.discarded': '+1',
      'decisions.changed': 'any',
      'total.sent': '+1',
    });
    expect(() => refuseUnknownFigures(allowances, new Set(['strom']))).not.toThrow();
    expect(refusal(() => refuseUnknownFigures(allowances, new Set(['storm'])))).toEqual([
      'no figure is called strom.discarded',
      'Did you mean storm.discarded?',
    ]);
  });
});
