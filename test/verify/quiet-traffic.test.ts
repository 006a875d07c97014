import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/throttle/profile.ts';
import { QUIET_TRAFFIC } from '../../src/verify/checks/quiet-traffic.ts';
import { foundBy } from './found-by.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';
import { profileOf, ruleOf } from './profile-of.ts';

const check = (rows: Row[], profile: Profile = profileOf()) =>
  foundBy(QUIET_TRAFFIC, historyOf(rows), profile);

describe('quiet traffic', () => {
  it('holds when keys at their threshold lose nothing', () => {
    const rows = [0, 1, 2, 100, 101, 102].map((us) => ({ at: us }));
    expect(check(rows)).toMatchObject({
      verdict: 'pass',
      exercised: 6,
      measured: '0 lost, 0 with metadata, of 6 Alerts of 1 quiet key',
      witness: null,
    });
  });

  it('breaks by one discarded Alert, and shows the window it was in', () => {
    const finding = check([{ at: 0 }, { at: 60 }, { at: 99 }, discarded({ at: 100 })]);
    expect(finding).toMatchObject({
      verdict: 'fail',
      measured: '1 lost, 0 with metadata, of 4 Alerts of 1 quiet key',
    });
    expect(finding.witness?.sentence).toBe(
      'Device 02-53-50-02-00-00-00-00, Alert 81C3: never more than 3 arrivals in any 100us, not above the ' +
        'threshold of 3; yet the Alert received at 0:00:00.000100, number 3 of the 100us up to then, was lost',
    );
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it('breaks by one Alert with metadata', () => {
    const finding = check([{ at: 0 }, { at: 1, seq: 1, count: 0 }]);
    expect(finding.verdict).toBe('fail');
    expect(finding.witness?.sentence).toContain('carries throttle metadata');
  });

  it('counts an Alert never seen again as lost when it cannot see into the throttle', () => {
    expect(check([{ at: 0, outcome: null }]).verdict).toBe('fail');
    expect(check([{ at: 0, outcome: null, copies: 1 }]).verdict).toBe('pass');
  });

  it('does not blame the throttle for an Alert it let through and somebody else lost', () => {
    expect(check([{ at: 0, copies: 0 }]).verdict).toBe('pass');
  });

  it('leaves a key alone that exceeds its threshold in any window at any alignment', () => {
    const rows = [0, 98, 99, 101].map((us) => ({ at: us }));
    expect(check([...rows, discarded({ at: 102 })])).toMatchObject({ verdict: 'not-exercised' });
  });

  it('judges a quiet key beside a storming one', () => {
    const storm = [0, 1, 2, 3, 4].map((us) => discarded({ at: us, device: 'storming' }));
    expect(check([...storm, { at: 5, device: 'quiet' }])).toMatchObject({ verdict: 'pass', exercised: 1 });
    expect(check([...storm, discarded({ at: 5, device: 'quiet' })])).toMatchObject({ verdict: 'fail' });
  });

  it('uses the threshold of an override', () => {
    const profile = profileOf({ overrides: new Map([[0x81c3, ruleOf(1)]]) });
    expect(check([{ at: 0 }, discarded({ at: 1 })], profile).verdict).toBe('not-exercised');
  });

  it('leaves excluded codes to another check', () => {
    const profile = profileOf({ exclude: new Set([0x81c3]) });
    expect(check([discarded({ at: 0 })], profile).verdict).toBe('not-exercised');
  });

  it('counts by the Alerts’ own times when the profile does', () => {
    const profile = profileOf({ clock: 'alert-timestamp' });
    const rows = [0, 1, 2, 3].map((us) => ({ at: us, timestamp: us * 50 }));
    expect(check([...rows.slice(0, 3), discarded(rows[3])], profile).verdict).toBe('fail');
    expect(check([...rows.slice(0, 3), discarded(rows[3])]).verdict).toBe('not-exercised');
  });

  it('cannot tell without them', () => {
    const profile = profileOf({ clock: 'alert-timestamp' });
    expect(check([{ at: 0 }, { at: 1, timestamp: Number.NaN }], profile)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'the time that counts is not on record for the keys of 2 Alerts',
    });
  });
});
