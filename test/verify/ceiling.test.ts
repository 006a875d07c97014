import { describe, expect, it } from 'vitest';
import { CEILING } from '../../src/verify/checks/ceiling.ts';
import { foundBy } from './found-by.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';
import { profileOf, ruleOf } from './profile-of.ts';
import { untimed } from './untimed.ts';

const check = (rows: Row[], profile = profileOf()) => foundBy(CEILING, historyOf(rows), profile);
const at = (...timesUs: number[]): Row[] => timesUs.map((us) => ({ at: us }));
const burst = (size: number, us = 0): Row[] => at(...Array<number>(size).fill(us));

describe('ceiling', () => {
  it('holds at the bound of a single moment, N + 1', () => {
    expect(check([...burst(4), discarded()])).toMatchObject({
      verdict: 'pass',
      exercised: 4,
      measured: '0 of 1 storming key above the bound, of which 4 Alerts went through',
    });
  });

  it('breaks by one at a single moment, with all that were delivered', () => {
    const finding = check(burst(7));
    expect(finding).toMatchObject({ verdict: 'fail', requirement: 'SECMP0062-1 (K4, K5)' });
    expect(finding.witness?.sentence).toBe(
      'Device 02-53-50-02-00-00-00-00, Alert 81C3: 5 delivered from 0:00:00.000000 to 0:00:00.000000; ' +
        'in 0us the bound is 3 × 1 + 0 + 1 = 4',
    );
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
  });

  it('allows one more when copies lead', () => {
    const leading = profileOf({ default: { ...ruleOf(), forward: { periodUs: 50, copy: 'leading' } } });
    expect(check(burst(5), leading).verdict).toBe('pass');
    expect(check(burst(6), leading).verdict).toBe('fail');
  });

  it('counts windows and periods touched: over 100us 3 × 2 + 2 + 1, over 101us 3 × 3 + 3 + 1', () => {
    expect(check([...burst(4), ...burst(5, 100)]).witness?.sentence).toContain('5 delivered');
    const spread = [0, 0, 0, 0, 50, 50, 50, 100, 100];
    expect(check(at(...spread)).verdict).toBe('pass');
    const finding = check(at(...spread, 100));
    expect(finding.witness?.sentence).toContain(
      '10 delivered from 0:00:00.000000 to 0:00:00.000100; in 100us the bound is 3 × 2 + 2 + 1 = 9',
    );
    expect(check(at(...spread, 101)).verdict).toBe('pass');
  });

  it('finds a rate that is too high only in the long run', () => {
    const steady = Array.from({ length: 400 }, (_, n) => n * 19);
    const finding = check(at(...steady));
    expect(finding.verdict).toBe('fail');
    expect(check(at(...steady.map((us) => (us / 19) * 20))).verdict).toBe('pass');
  });

  it('measures the interval between its own ends, whenever that is', () => {
    expect(check(at(10, 10, 10, 13, 13, 13, 20, 20, 20)).witness?.sentence).toContain(
      'delivered from 0:00:00.000010 to 0:00:00.000020; in 10us the bound is 3 × 2 + 1 + 1 = 8',
    );
  });

  it('shows where an interval begins, even when it holds more Alerts than a person will read', () => {
    const many = profileOf({ default: ruleOf(40) });
    const shown = check(burst(90), many).witness?.entries.map(({ id }) => id);
    expect(shown).toHaveLength(25);
    expect(shown?.slice(0, 2)).toEqual([0, 18]);
    expect(shown?.at(-1)).toBe(41);
  });

  it('says nothing of keys that were never above their threshold', () => {
    expect(check(burst(3))).toMatchObject({ verdict: 'not-exercised' });
  });

  it('leaves out Alerts that repeat others, when the profile ignores those', () => {
    const again = burst(9).map((row) => ({ ...row, counter: 7 }));
    expect(check(again, profileOf({ duplicates: 'ignore' }))).toMatchObject({
      verdict: 'pass',
      exercised: 1,
    });
    expect(check(again).verdict).toBe('fail');
  });

  it('leaves out what went untracked at a ceiling of keys that can have been reached', () => {
    const rows = [{ device: 'other' }, ...burst(9).map((row) => ({ ...row, reason: 'untracked' }))];
    const withKeys = (keys: number) => profileOf({ capacity: { keys, overflow: 'forward' } });
    expect(check(rows, withKeys(1))).toMatchObject({ exercised: 0 });
    expect(check(rows, withKeys(2)).verdict).toBe('fail');
  });

  it('cannot tell without the time that counts', () => {
    expect(foundBy(CEILING, ...untimed()).verdict).toBe('inconclusive');
  });
});
