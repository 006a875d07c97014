// The plug-in contract over hand-written histories: held, broken by one Alert, and never put to the test.

import { describe, expect, it } from 'vitest';
import { ANSWERS } from '../../src/verify/checks/answers.ts';
import { foundBy } from './found-by.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';

const check = (...rows: Row[]) => foundBy(ANSWERS, historyOf(rows));

const THREW: Row = { outcome: null, reason: 'threw', fault: "threw 'oops'" };
const LATE: Row = { fault: 'took 1200ms; at most 1000ms are allowed' };
const NOT_ASKED: Row = { outcome: null, reason: 'not-asked' };
const UNSEEN: Row = { outcome: null, copies: 1 };

describe('answers', () => {
  it('hold when every Alert was decided', () => {
    expect(check({ at: 1 }, discarded({ at: 2 }), { at: 3, received: null })).toEqual({
      id: 'answers',
      requirement: 'throttle plug-in contract',
      bound: 'every Alert the throttle is asked about is answered with a decision, in time',
      verdict: 'pass',
      reason: 'every Alert was answered with a decision in time',
      measured: '0 without a decision, 0 decided too late, of 2 Alerts',
      exercised: 2,
      witness: null,
    });
  });

  it('break by one Alert, and the sentence says what the throttle did', () => {
    const finding = check({ at: 1 }, { at: 2, ...THREW }, { at: 3 });
    expect(finding).toMatchObject({
      verdict: 'fail',
      reason: 'the throttle did not answer every Alert with a decision in time',
      measured: '1 without a decision, 0 decided too late, of 3 Alerts',
      exercised: 3,
    });
    expect(finding.witness?.sentence).toBe(
      'Device 02-53-50-02-00-00-00-00, Alert 81C3: asked about the Alert with originator counter 1, received at ' +
        "0:00:00.000002, the throttle threw 'oops'",
    );
    expect(finding.witness?.entries).toHaveLength(1);
    expect(finding.witness?.entries[0]).toMatchObject({ id: 1, ...THREW });
  });

  it('break by one decision that came too late', () => {
    const finding = check({ at: 1 }, discarded({ at: 2, ...LATE }));
    expect(finding).toMatchObject({
      verdict: 'fail',
      measured: '0 without a decision, 1 decided too late, of 2 Alerts',
    });
    expect(finding.witness?.sentence).toMatch(/the throttle took 1200ms; at most 1000ms are allowed$/);
    expect(finding.witness?.entries[0]).toMatchObject({ outcome: 'discard', ...LATE });
  });

  it('show the first fault in arrival order, and count those that were not asked about apart', () => {
    const finding = check({ at: 1 }, { at: 2, ...LATE }, { at: 3, ...THREW }, { at: 4, ...NOT_ASKED });
    expect(finding).toMatchObject({
      exercised: 3,
      measured:
        '1 without a decision, 1 decided too late, of 3 Alerts; the throttle was not asked about 1 more',
    });
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([1]);
  });

  it.each([
    ['was received', { received: null }],
    ['can be seen of the throttle', UNSEEN],
    ['was asked', NOT_ASKED],
  ])('have nothing to check when nothing %s', (_, row) => {
    expect(check(row)).toMatchObject({
      verdict: 'not-exercised',
      exercised: 0,
      measured: 'nothing to check',
    });
  });

  it.each([
    ['seen', UNSEEN],
    ['asked for', NOT_ASKED],
  ])('cannot tell when some answers were not %s', (_, row) => {
    expect(check({ at: 1 }, { at: 2, ...row })).toMatchObject({ verdict: 'inconclusive', exercised: 1 });
  });
});
