import { describe, expect, it } from 'vitest';
import { BUILT_CHECKS } from '../../src/domain/check-id.ts';
import { judge } from '../../src/verify/judge.ts';
import type { Row } from './history-of.ts';
import { historyOf } from './history-of.ts';
import { profileOf } from './profile-of.ts';
import { arrivalsAt, throttledHistory } from './throttled-history.ts';

const PROFILE = profileOf({ exclude: new Set([0x8f75]) });
const STORM = [
  ...arrivalsAt([0, 1, 2, 10, 20, 60, 70, 300]),
  ...arrivalsAt([301, 302], 'quiet'),
  ...arrivalsAt([400, 410, 420, 430, 440, 450, 460, 470, 480, 490, 500, 540], 'steady'),
  ...arrivalsAt([600, 601, 602, 603, 604], 'A', 0x8f75),
];
const NOTHING = { claims: [], expect: [] };
const verdicts = (edit?: (row: Row, index: number) => Row): Record<string, string> =>
  Object.fromEntries(
    judge(throttledHistory(STORM, PROFILE, edit), PROFILE, NOTHING).checks.map((c) => [c.id, c.verdict]),
  );

describe('the judge', () => {
  it('passes a right throttle that exercised every claim', () => {
    const judgement = judge(throttledHistory(STORM, PROFILE), PROFILE, {
      claims: BUILT_CHECKS,
      expect: [],
    });
    expect(judgement).toMatchObject({ verdict: 'pass', reason: '11 checks exercised, and all hold' });
    expect(judgement.checks.map(({ id }) => id)).toEqual([...BUILT_CHECKS]);
  });

  it('adds one finding for each line the scenario expects', () => {
    const line = { figure: { kind: 'total', count: 'discarded' }, comparison: '==' } as const;
    const judgement = judge(throttledHistory(STORM, PROFILE), PROFILE, {
      claims: [],
      expect: [
        { ...line, text: 'total.discarded == 10', bound: 10 },
        { ...line, text: 'total.discarded == 11', bound: 11 },
      ],
    });
    expect(judgement.reason).toBe('failed: expect: total.discarded == 11');
    expect(judgement.checks).toHaveLength(BUILT_CHECKS.length + 2);
  });

  it('is inconclusive when a claim was not exercised', () => {
    const judgement = judge(historyOf([{}]), profileOf(), { claims: ['metadata-values'], expect: [] });
    expect(judgement.verdict).toBe('inconclusive');
  });

  it('is inconclusive over an empty history', () => {
    expect(judge(historyOf([]), profileOf(), NOTHING).verdict).toBe('inconclusive');
  });

  it('blames a throttle that lets everything through on all that bounds what may', () => {
    const open = verdicts((row) => ({ ...row, outcome: 'deliver', seq: null, count: null }));
    expect(open).toEqual({
      conservation: 'pass',
      'quiet-traffic': 'pass',
      isolation: 'pass',
      exclusion: 'pass',
      ceiling: 'fail',
      floor: 'not-exercised',
      recovery: 'not-exercised',
      metadata: 'not-exercised',
      ordering: 'pass',
      decisions: 'fail',
      'metadata-values': 'inconclusive',
      pacing: 'pass',
    });
  });

  it('blames a throttle that discards everything on all that says what must go through', () => {
    const shut = verdicts((row) => ({ ...row, outcome: 'discard', seq: null, count: null }));
    const blamed = Object.keys(shut).filter((id) => shut[id] === 'fail');
    expect(blamed).toEqual(['quiet-traffic', 'isolation', 'exclusion', 'floor', 'recovery', 'decisions']);
  });

  it('does not blame the throttle for what was lost behind it', () => {
    const leaky = verdicts((row, index) => (index === 9 ? { ...row, copies: 0 } : row));
    expect(leaky).toMatchObject({ conservation: 'fail', decisions: 'pass', 'quiet-traffic': 'pass' });
  });

  it('never passes a run in which an Alert went untracked', () => {
    const edit = (row: Row, index: number): Row => (index === 8 ? { ...row, reason: 'untracked' } : row);
    for (const keys of [1, 1_000]) {
      const profile = { ...PROFILE, capacity: { keys, overflow: 'forward' } } as const;
      const judgement = judge(throttledHistory(STORM, profile, edit), profile, NOTHING);
      expect(judgement).toMatchObject({
        verdict: 'inconclusive',
        reason: expect.stringMatching(/^inconclusive: decisions/),
      });
    }
  });

  it('never passes a run in which the time that counts is not on record', () => {
    const profile = { ...PROFILE, clock: 'alert-timestamp' } as const;
    const edit = (row: Row, index: number): Row => (index === 7 ? { ...row, timestamp: Number.NaN } : row);
    expect(judge(throttledHistory(STORM, profile), profile, NOTHING).verdict).toBe('pass');
    expect(judge(throttledHistory(STORM, profile, edit), profile, NOTHING).verdict).toBe('inconclusive');
  });
});
