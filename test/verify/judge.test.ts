import { describe, expect, it } from 'vitest';
import { BUILT_CHECKS } from '../../src/domain/check-id.ts';
import { judge } from '../../src/verify/judge.ts';
import type { Row } from './history-of.ts';
import { historyOf } from './history-of.ts';
import { profileOf } from './profile-of.ts';
import { arrivalsAt, throttledHistory } from './throttled-history.ts';

const STORM = [...arrivalsAt([0, 1, 2, 10, 20, 60, 70, 300]), ...arrivalsAt([301, 302], 'quiet')];
const NOTHING = { claims: [], expect: [] };
const verdicts = (edit?: (row: Row, index: number) => Row): Record<string, string> =>
  Object.fromEntries(
    judge(throttledHistory(STORM, profileOf(), edit), profileOf(), NOTHING).checks.map((c) => [
      c.id,
      c.verdict,
    ]),
  );

describe('the judge', () => {
  it('passes a right throttle that exercised every claim', () => {
    const judgement = judge(throttledHistory(STORM, profileOf()), profileOf(), {
      claims: BUILT_CHECKS,
      expect: [],
    });
    expect(judgement).toMatchObject({ verdict: 'pass', reason: '4 checks exercised, and all hold' });
    expect(judgement.checks.map(({ id }) => id)).toEqual([...BUILT_CHECKS]);
  });

  it('adds one finding for each line the scenario expects', () => {
    const line = { figure: { kind: 'total', count: 'discarded' }, comparison: '==' } as const;
    const judgement = judge(throttledHistory(STORM, profileOf()), profileOf(), {
      claims: [],
      expect: [
        { ...line, text: 'total.discarded == 3', bound: 3 },
        { ...line, text: 'total.discarded == 4', bound: 4 },
      ],
    });
    expect(judgement.reason).toBe('failed: expect: total.discarded == 4');
    expect(judgement.checks).toHaveLength(BUILT_CHECKS.length + 2);
  });

  it('is inconclusive when a claim was not exercised', () => {
    const judgement = judge(historyOf([{}]), profileOf(), { claims: ['metadata-values'], expect: [] });
    expect(judgement.verdict).toBe('inconclusive');
  });

  it('is inconclusive over an empty history', () => {
    expect(judge(historyOf([]), profileOf(), NOTHING).verdict).toBe('inconclusive');
  });

  it('blames a throttle that lets everything through on its decisions alone', () => {
    const open = verdicts((row) => ({ ...row, outcome: 'deliver', seq: null, count: null }));
    expect(open).toEqual({
      conservation: 'pass',
      'quiet-traffic': 'pass',
      decisions: 'fail',
      'metadata-values': 'inconclusive',
      pacing: 'pass',
    });
  });

  it('blames a throttle that discards everything on decisions and on the quiet key', () => {
    const shut = verdicts((row) => ({ ...row, outcome: 'discard', seq: null, count: null }));
    expect(shut).toMatchObject({ decisions: 'fail', 'quiet-traffic': 'fail', conservation: 'pass' });
  });

  it('does not blame the throttle for what was lost behind it', () => {
    const leaky = verdicts((row, index) => (index === 9 ? { ...row, copies: 0 } : row));
    expect(leaky).toMatchObject({ conservation: 'fail', decisions: 'pass', 'quiet-traffic': 'pass' });
  });
});
