import { describe, expect, it } from 'vitest';
import { CONSERVATION } from '../../src/verify/checks/conservation.ts';
import { foundBy } from './found-by.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';

const check = (...rows: Row[]) => foundBy(CONSERVATION, historyOf(rows));

describe('conservation', () => {
  it('holds when every Alert is delivered once or discarded', () => {
    expect(check({ at: 1 }, discarded({ at: 2 }), { at: 3 })).toEqual({
      id: 'conservation',
      requirement: 'SECMP0062-1 (K5, K15)',
      bound: 'received = delivered + discarded, each at most once, payload unchanged',
      verdict: 'pass',
      reason: 'every Alert received is accounted for',
      measured: '3 received = 2 delivered + 1 discarded + 0 missing',
      exercised: 3,
      witness: null,
    });
  });

  it('breaks by one Alert that was let through and never given', () => {
    const finding = check({ at: 1 }, discarded({ at: 2 }), { at: 3, copies: 0 }, { at: 4, device: 'other' });
    expect(finding.verdict).toBe('fail');
    expect(finding.witness?.sentence).toBe(
      'Device 02-53-50-02-00-00-00-00, Alert 81C3: Alert number 2 received at 0:00:00.000003 was let through ' +
        'but never given to the User; for this key 3 received = 1 delivered + 1 discarded + 1 missing',
    );
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([2]);
  });

  const breaches: [string, Row, string][] = [
    ['given twice', { copies: 2 }, 'given to the User more than once'],
    ['discarded and yet given', { outcome: 'discard', copies: 1 }, 'discarded and yet given'],
    ['given with another payload', { deliveredPayload: 'cafe0002' }, 'another payload'],
    ['given though nothing was decided', { outcome: null, reason: 'threw', copies: 1 }, 'never let through'],
    ['given but never received', { received: null, copies: 1 }, 'never received by the throttle'],
    ['given and planned by nobody', { id: null, received: null, copies: 1 }, 'nobody planned it'],
    ['given twice by a throttle nobody sees into', { outcome: null, copies: 2 }, 'more than once'],
    [
      'given altered by a throttle nobody sees into',
      { outcome: null, copies: 1, deliveredPayload: '00000000' },
      'another payload',
    ],
  ];
  it.each(breaches)('breaks by one Alert %s', (_, row, reason) => {
    const finding = check({ at: 1 }, { at: 2, ...row });
    expect(finding.verdict).toBe('fail');
    expect(finding.reason).toContain(reason);
    expect(finding.measured).toContain('1 Alert out of balance');
    expect(finding.witness?.entries).toHaveLength(1);
  });

  it('shows the first offending Alert in arrival order', () => {
    const finding = check({ at: 1 }, { at: 2, copies: 0 }, { at: 3, copies: 2 });
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([1]);
    expect(finding.measured).toContain('2 Alerts out of balance');
  });

  it('takes an Alert never seen again for discarded when it cannot see into the throttle', () => {
    const finding = check({ at: 1, outcome: null, copies: 1 }, { at: 2, outcome: null });
    expect(finding.verdict).toBe('pass');
    expect(finding.measured).toBe('2 received = 1 delivered + 1 discarded + 0 missing');
  });

  it('counts an Alert on which nothing was decided apart, and blames nobody behind the throttle', () => {
    const finding = check({ at: 1 }, { at: 2, outcome: null, reason: 'threw', fault: "threw 'oops'" });
    expect(finding.verdict).toBe('pass');
    expect(finding.measured).toBe('2 received = 1 delivered + 0 discarded + 0 missing + 1 undecided');
  });

  describe.each(['slow-user', 'lost-user'])('when the record says %s', (reason) => {
    const slow = (...rows: Row[]) => foundBy(CONSERVATION, historyOf(rows, { refused: { [reason]: 1 } }));

    it('cannot tell what that User missed from what was lost', () => {
      expect(slow({ at: 1 }, { at: 2, copies: 0 }, discarded({ at: 3 }), { at: 4, copies: 0 })).toMatchObject(
        {
          verdict: 'inconclusive',
          reason:
            'a User read too slowly and was cut off, or lost its connection, and ' +
            '2 Alerts let through were never given to the User',
          measured: '4 received = 1 delivered + 1 discarded + 2 missing',
          exercised: 4,
          witness: null,
        },
      );
    });

    it('still breaks by everything else, wherever it stands', () => {
      const finding = slow({ at: 1, copies: 0 }, { at: 2, copies: 2 });
      expect(finding).toMatchObject({
        verdict: 'fail',
        reason: 'an Alert was given to the User more than once',
      });
      expect(finding.measured).toContain('1 Alert out of balance');
      expect(finding.witness?.entries.map(({ id }) => id)).toEqual([1]);
    });

    it('holds when that User missed nothing', () => {
      expect(slow({ at: 1 }, discarded({ at: 2 })).verdict).toBe('pass');
    });

    it('breaks by one Alert missing when something else was refused', () => {
      const other = historyOf([{ copies: 0 }], { refused: { 'foreign-topic': 3 } });
      expect(foundBy(CONSERVATION, other).verdict).toBe('fail');
    });
  });

  it('cannot tell when a payload is not on record', () => {
    expect(check({ deliveredPayload: null }).verdict).toBe('inconclusive');
  });

  it('has nothing to check when nothing was received', () => {
    expect(check({ received: null })).toMatchObject({
      verdict: 'not-exercised',
      measured: 'nothing to check',
    });
  });

  it('takes the first Alert of a plan for planned', () => {
    const finding = check({ id: 0, received: null, copies: 1 });
    expect(finding.reason).toBe('an Alert was given to the User but never received by the throttle');
    expect(finding.witness?.sentence).toContain('Alert number 0 was given to the User but never received');
  });

  it('still fails on a delivery from nowhere when nothing was received', () => {
    expect(check({ id: null, received: null, copies: 1 })).toMatchObject({ verdict: 'fail', exercised: 0 });
  });
});
