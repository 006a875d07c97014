import { describe, expect, it } from 'vitest';
import { FLOOR } from '../../src/verify/checks/floor.ts';
import { foundBy } from './found-by.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';
import { profileOf, ruleOf } from './profile-of.ts';
import { untimed } from './untimed.ts';

// Period 50: nothing may be held back for more than 100.
const check = (rows: Row[], profile = profileOf()) => foundBy(FLOOR, historyOf(rows), profile);
const lost = (...timesUs: number[]): Row[] => timesUs.map((at) => discarded({ at }));
const LEADING = profileOf({ default: { ...ruleOf(), forward: { periodUs: 50, copy: 'leading' } } });

describe('floor', () => {
  it('holds when a copy follows exactly two periods after the first lost Alert', () => {
    expect(check([{ at: 0 }, ...lost(10, 50, 90), { at: 110 }])).toMatchObject({
      verdict: 'pass',
      exercised: 1,
      measured: '0 of 1 stretches without a delivery were too long',
    });
  });

  it('breaks by one microsecond, shown by Alerts less than a period apart', () => {
    const finding = check([{ at: 0 }, ...lost(10, 30, 50, 70, 90), { at: 111 }]);
    expect(finding).toMatchObject({ verdict: 'fail', requirement: 'SECMP0062-1 (K5)' });
    expect(finding.witness?.sentence).toBe(
      'Device 02-53-50-02-00-00-00-00, Alert 81C3: nothing was delivered between 0:00:00.000010 and ' +
        '0:00:00.000111, 101us in which Alerts kept coming less than 50us apart; one is due within two ' +
        'periods, 100us',
    );
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([1, 3, 5, 6]);
  });

  it('measures trailing copies from the engaging Alert, which may come a period after the last delivered', () => {
    const engagedLate = [{ at: 0 }, ...lost(49, 98), { at: 147 }];
    expect(check(engagedLate).verdict).toBe('pass');
    expect(check(engagedLate, LEADING).verdict).toBe('fail');
  });

  it('breaks at the beginning and at the end of a run of arrivals', () => {
    expect(check([...lost(0, 40, 80), { at: 101 }]).verdict).toBe('fail');
    expect(check([{ at: 0 }, ...lost(20, 60, 90, 121)]).verdict).toBe('fail');
    expect(check([{ at: 0 }, ...lost(20, 60, 90, 120)]).verdict).toBe('pass');
  });

  it('says nothing once arrivals come a period apart', () => {
    expect(check(lost(0, 50, 100, 150, 200)).verdict).toBe('not-exercised');
    expect(check([...lost(0, 49, 98), { at: 148 }]).verdict).toBe('not-exercised');
  });

  it('says nothing of a run of arrivals that lasts just two periods', () => {
    expect(check(lost(0, 40, 80, 100))).toMatchObject({ verdict: 'not-exercised', exercised: 0 });
  });

  it('counts every stretch of a run, the last arrival’s own included', () => {
    const rows = [...lost(0, 40, 80), { at: 100 }, ...lost(120)];
    expect(check(rows)).toMatchObject({ verdict: 'pass', exercised: 2 });
    expect(check(rows, LEADING)).toMatchObject({ verdict: 'pass', exercised: 2 });
  });

  it('says nothing when nothing was lost, or of excluded codes', () => {
    expect(check([0, 40, 80, 120].map((at) => ({ at }))).verdict).toBe('not-exercised');
    const excluded = profileOf({ exclude: new Set([0x81c3]) });
    expect(check(lost(0, 40, 80, 120), excluded).verdict).toBe('not-exercised');
  });

  it('leaves out Alerts that repeat others, when the profile ignores those', () => {
    const again = lost(0, 40, 80, 99).map((row) => ({ ...row, counter: 7 }));
    const rule = ruleOf(3, 1_000, 40);
    expect(check(again, profileOf({ default: rule, duplicates: 'ignore' })).verdict).toBe('not-exercised');
    expect(
      check(again, profileOf({ default: { ...rule, forward: { periodUs: 41, copy: 'trailing' } } })),
    ).toMatchObject({
      verdict: 'fail',
    });
  });

  it('cannot tell without the time that counts', () => {
    expect(foundBy(FLOOR, ...untimed()).verdict).toBe('inconclusive');
  });
});
