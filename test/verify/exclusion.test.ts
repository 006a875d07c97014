import { describe, expect, it } from 'vitest';
import { EXCLUSION } from '../../src/verify/checks/exclusion.ts';
import { foundBy } from './found-by.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';
import { profileOf } from './profile-of.ts';
import { untimed } from './untimed.ts';

const PROFILE = profileOf({ exclude: new Set([0x81c3]) });
const check = (rows: Row[], profile = PROFILE) => foundBy(EXCLUSION, historyOf(rows), profile);
const burst = (size: number): Row[] => Array.from({ length: size }, (_, at) => ({ at }));

describe('exclusion', () => {
  it('holds when an excluded storm goes through', () => {
    expect(check(burst(6))).toMatchObject({
      verdict: 'pass',
      exercised: 3,
      measured: '0 of 6 excluded Alerts lost or marked, 3 of them above the default threshold',
    });
  });

  it('is not exercised at the threshold', () => {
    expect(check(burst(3))).toMatchObject({ verdict: 'not-exercised', exercised: 0 });
  });

  it('breaks by one Alert lost or marked, even at a rate that tests nothing', () => {
    const finding = check([{ at: 0 }, discarded({ at: 1 })]);
    expect(finding).toMatchObject({ verdict: 'fail', requirement: 'SECMP0062-1 (K7)' });
    expect(finding.witness?.sentence).toBe(
      'Device 02-53-50-02-00-00-00-00, Alert 81C3: the code is excluded; yet the Alert received at ' +
        '0:00:00.000001 was lost',
    );
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([1]);
    expect(check([{ seq: 1, count: 0 }]).witness?.sentence).toContain('carries throttle metadata');
  });

  it('says nothing of other codes', () => {
    expect(check(burst(6).map((row) => discarded({ ...row, code: '81C2' }))).verdict).toBe('not-exercised');
  });

  it('cannot tell without the time that counts, unless nothing is excluded', () => {
    expect(foundBy(EXCLUSION, ...untimed({ exclude: new Set([0x81c3]) })).verdict).toBe('inconclusive');
    expect(foundBy(EXCLUSION, ...untimed()).verdict).toBe('not-exercised');
  });
});
