// Virtual time can say nothing of sending and of latency: neither is ever a pass there, and neither keeps a run from
// passing on what virtual time can show.

import { describe, expect, it } from 'vitest';
import { parseFigure } from '../../src/domain/figure.ts';
import type { Expectation, Scenario } from '../../src/scenario/scenario.ts';
import { judge } from '../../src/verify/judge.ts';
import { historyOf } from './history-of.ts';
import { profileOf } from './profile-of.ts';

const expecting = (text: string, bound: number): Expectation => ({
  text,
  figure: parseFigure(text.split(' ')[0]!, ['storm'])!,
  comparison: '<',
  bound,
});

/** Its latency is nought, so the bound would hold without anything having been measured. */
const FAST = expecting('latency.response.p99 < 2', 2);
const SCENARIO: Pick<Scenario, 'claims' | 'expect'> = {
  claims: ['decisions', 'saturation', 'pacing'],
  expect: [FAST],
};

const judged = (scenario = SCENARIO, header: Parameters<typeof historyOf>[1] = { mode: 'virtual' }) =>
  judge(historyOf([{ at: 1 }], header), profileOf(), scenario);

const verdictOf = ({ checks }: ReturnType<typeof judge>, wanted: string) =>
  checks.find(({ id }) => id === wanted)?.verdict;

describe('a run in virtual time', () => {
  it('says of pacing and latency that they were not exercised, and why', () => {
    const { checks } = judged();
    expect(checks.find(({ id }) => id === 'pacing')).toMatchObject({
      verdict: 'not-exercised',
      reason: 'nothing is sent in virtual time: every Alert is on plan by construction',
      exercised: 0,
    });
    expect(checks.find(({ id }) => id === 'saturation')).toMatchObject({
      verdict: 'not-exercised',
      reason: 'nothing takes time in virtual time, so nothing can hold anything up',
    });
    expect(checks.find(({ id }) => id === 'expect: latency.response.p99 < 2')).toMatchObject({
      verdict: 'not-exercised',
      reason: 'no Alert takes any time in virtual time: there is no latency to measure',
    });
  });

  it('passes without them, and names them as set aside', () => {
    expect(judged()).toMatchObject({
      verdict: 'pass',
      setAside: ['saturation', 'pacing', 'expect: latency.response.p99 < 2'],
    });
  });

  it('sets nothing aside that was not asked for, and nothing that it can show', () => {
    const counts = expecting('storm.discarded < 1', 1);
    expect(judged({ claims: ['decisions'], expect: [counts] })).toMatchObject({
      verdict: 'pass',
      setAside: [],
    });
  });

  it('does not pass on a claim that it could have exercised and did not', () => {
    const { verdict, reason } = judged({ claims: ['pacing', 'recovery'], expect: [] });
    expect([verdict, reason]).toEqual(['inconclusive', 'asked for and not exercised: recovery']);
  });

  it('is no pass when it was stopped', () => {
    const stopped = judged(SCENARIO, { mode: 'virtual', interrupted: true });
    expect(stopped.verdict).toBe('inconclusive');
    expect(verdictOf(stopped, 'pacing')).toBe('inconclusive');
  });
});

describe('a run over MQTT', () => {
  it('is asked for all of it', () => {
    const overMqtt = judged(SCENARIO, { mode: 'mqtt' });
    expect(overMqtt).toMatchObject({ verdict: 'pass', setAside: [] });
    expect(verdictOf(overMqtt, 'pacing')).toBe('pass');
    expect(verdictOf(overMqtt, 'expect: latency.response.p99 < 2')).toBe('pass');
  });
});
