import { describe, expect, it } from 'vitest';
import { RECOVERY } from '../../src/verify/checks/recovery.ts';
import { foundBy } from './found-by.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';
import { profileOf, ruleOf } from './profile-of.ts';
import { untimed } from './untimed.ts';

// Window 100, period 50: recovered after 200.
const check = (rows: Row[], profile = profileOf()) => foundBy(RECOVERY, historyOf(rows), profile);

describe('recovery', () => {
  it('holds when the first Alert after a storm and a silence goes through', () => {
    expect(check([{ at: 0 }, discarded({ at: 5 }), { at: 205 }, { at: 500 }])).toMatchObject({
      verdict: 'pass',
      exercised: 1,
      measured: '0 of 1 first Alert after a storm lost',
    });
  });

  it('breaks by one that is lost, shown with the one before the silence', () => {
    const finding = check([discarded({ at: 0 }), { at: 5 }, discarded({ at: 205 })]);
    expect(finding).toMatchObject({ verdict: 'fail', requirement: 'SECMP0062-1 (K2, K5)' });
    expect(finding.witness?.sentence).toBe(
      'Device 02-53-50-02-00-00-00-00, Alert 81C3: throttled, then silent from 0:00:00.000005 for 200us, ' +
        'not less than twice the longest configured time, 200us; yet the Alert received at 0:00:00.000205 was lost',
    );
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('breaks again while a key stays stuck', () => {
    const stuck = check([0, 200, 400].map((at) => discarded({ at })));
    expect(stuck).toMatchObject({ verdict: 'fail', exercised: 2 });
  });

  it('is not exercised one microsecond too early, nor when nothing was throttled before', () => {
    expect(check([discarded({ at: 5 }), discarded({ at: 204 })]).verdict).toBe('not-exercised');
    expect(check([{ at: 0 }, { at: 300 }]).verdict).toBe('not-exercised');
    expect(check([discarded({ at: 0 }), { at: 300 }, { at: 600 }])).toMatchObject({ exercised: 1 });
  });

  it('waits for the longest of window, period and quiet time', () => {
    const rows = [discarded({ at: 0 }), discarded({ at: 599 })];
    expect(check(rows, profileOf({ default: ruleOf(3, 100, 300) })).verdict).toBe('not-exercised');
    const quiet = { ...ruleOf(), release: { rule: 'quiet', forUs: 300 } } as const;
    expect(check(rows, profileOf({ default: quiet })).verdict).toBe('not-exercised');
    expect(check(rows).verdict).toBe('fail');
  });

  it('cannot tell without the time that counts', () => {
    expect(foundBy(RECOVERY, ...untimed()).verdict).toBe('inconclusive');
  });
});
