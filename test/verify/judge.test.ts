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
    expect(judgement).toMatchObject({ verdict: 'pass', reason: '12 checks exercised, and all hold' });
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
      answers: 'pass',
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
      saturation: 'pass',
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

  it('blames a throttle that fails to answer for that alone, whichever Alert it is', () => {
    for (const [at] of STORM.entries()) {
      const choked = verdicts((row, index) =>
        index === at
          ? { ...row, outcome: null, reason: 'threw', fault: "threw 'oops'", seq: null, count: null }
          : row,
      );
      const blamed = Object.keys(choked).filter((id) => choked[id] === 'fail');
      expect(blamed, `at ${at}`).toEqual(['answers']);
      expect(choked, `at ${at}`).toMatchObject({
        conservation: 'pass',
        decisions: 'inconclusive',
        pacing: 'pass',
      });
    }
  });

  it('still holds a throttle that fails to answer to the decisions that it gave', () => {
    const wrong = verdicts((row, index) => {
      if (index === 0) return { ...row, outcome: null, reason: 'threw', fault: "threw 'oops'" };
      return index === 9 ? { ...row, outcome: 'discard' } : row;
    });
    expect(wrong).toMatchObject({ answers: 'fail', decisions: 'fail', 'quiet-traffic': 'fail' });
  });

  it('calls nothing exercised of a throttle that never answered, but the answers', () => {
    const mute = verdicts((row) => ({
      ...row,
      outcome: null,
      reason: 'threw',
      fault: 'threw',
      seq: null,
      count: null,
    }));
    const exercised = Object.keys(mute).filter((id) => mute[id] !== 'not-exercised');
    expect(exercised).toEqual(['conservation', 'answers', 'saturation', 'pacing']);
  });

  it('judges a decision that came too late like any other', () => {
    const late = verdicts((row, index) => (index === 3 ? { ...row, fault: 'took 2000ms' } : row));
    const blamed = Object.keys(late).filter((id) => late[id] !== 'pass');
    expect(blamed).toEqual(['answers']);
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
