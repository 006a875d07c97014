import { describe, expect, it } from 'vitest';
import { ORDERING } from '../../src/verify/checks/ordering.ts';
import { foundBy } from './found-by.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';
import { profileOf } from './profile-of.ts';

const check = (rows: Row[]) => foundBy(ORDERING, historyOf(rows), profileOf());

describe('ordering', () => {
  it('holds when Alerts of one key come out as they came in, together or apart', () => {
    const rows = [
      { at: 0, delivered: 9 },
      { at: 1, delivered: 9 },
      discarded({ at: 2 }),
      { at: 3, delivered: 10 },
    ];
    expect(check(rows)).toMatchObject({
      verdict: 'pass',
      exercised: 2,
      measured: '0 of 2 pairs of deliveries out of order',
    });
  });

  it('breaks by one that was given before the one that came first', () => {
    const finding = check([{ at: 0, delivered: 10 }, discarded({ at: 1 }), { at: 2, delivered: 9 }]);
    expect(finding).toMatchObject({ verdict: 'fail', requirement: 'SECMP0062-1 (K5)' });
    expect(finding.witness?.sentence).toBe(
      'Device 02-53-50-02-00-00-00-00, Alert 81C3: the Alert received at 0:00:00.000000 was given to the User ' +
        'at 0:00:00.000010, after the one received next, at 0:00:00.000002, given at 0:00:00.000009',
    );
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([0, 2]);
  });

  it('says nothing of the order of different keys', () => {
    const rows = [{ delivered: 10 }, { device: 'B', delivered: 9 }];
    expect(check(rows)).toMatchObject({ verdict: 'not-exercised' });
  });

  it('cannot tell when a delivery has no time, unless another pair tells', () => {
    const undated = { delivered: null };
    expect(check([{}, undated])).toMatchObject({
      verdict: 'inconclusive',
      reason: 'it is not on record when 1 Alert reached the User',
    });
    expect(check([{ delivered: 5 }, undated, { delivered: 4 }]).verdict).toBe('fail');
  });
});
