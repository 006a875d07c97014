import { describe, expect, it } from 'vitest';
import type { History } from '../../src/ledger/history.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import { METADATA_VALUES } from '../../src/verify/checks/metadata-values.ts';
import { foundBy } from './found-by.ts';
import type { Row } from './history-of.ts';
import { historyOf } from './history-of.ts';
import { profileOf } from './profile-of.ts';
import { arrivalsAt, throttledHistory } from './throttled-history.ts';

const check = (history: History, profile: Profile = profileOf()) =>
  foundBy(METADATA_VALUES, history, profile);

// Engaged by 3, copy 5 carries 1/2, 6 discarded, 7 reports the tail with 1/1, 8 carries nothing.
const STORM = arrivalsAt([0, 1, 2, 10, 20, 60, 70, 300, 301]);
const edited = (wanted: number, change: Row) =>
  check(
    throttledHistory(STORM, profileOf(), (row, index) => (index === wanted ? { ...row, ...change } : row)),
  );

describe('metadata values', () => {
  it('hold when every id and count is the model’s', () => {
    expect(check(throttledHistory(STORM, profileOf()))).toEqual({
      id: 'metadata-values',
      requirement: 'SECMP0062-2 (K10–K15)',
      bound: 'every sequence id and count equals the reference model',
      verdict: 'pass',
      reason: 'every sequence id and count is the one the profile asks for',
      measured: '0 of 2 Alerts with metadata differ',
      exercised: 2,
      witness: null,
    });
  });

  it('break by one count that is off by one', () => {
    const finding = edited(5, { count: 3 });
    expect(finding).toMatchObject({ verdict: 'fail', measured: '1 of 2 Alerts with metadata differ' });
    expect(finding.witness?.sentence).toBe(
      'Device A, Alert 81C3, throttled since 0:00:00.000010: the Alert delivered at 0:00:00.000060 must carry ' +
        'sequence id 1 and count 2; it carried sequence id 1 and count 3',
    );
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([3, 5]);
  });

  const breaches: [string, number, Row][] = [
    ['a wrong id', 5, { seq: 2 }],
    ['an id without its count', 5, { count: null }],
    ['a count without its id', 5, { seq: null }],
    ['a copy without metadata', 5, { seq: null, count: null }],
    ['a tail that is not reported', 7, { seq: null, count: null }],
    ['metadata before the storm', 0, { seq: 1, count: 0 }],
    ['metadata after the tail was reported', 8, { seq: 1, count: 1 }],
  ];
  it.each(breaches)('break by %s', (_, row, change) => {
    const finding = edited(row, change);
    expect(finding.verdict).toBe('fail');
    expect(finding.witness?.entries.at(-1)?.id).toBe(row);
  });

  it('break by metadata on an excluded code', () => {
    const profile = profileOf({ exclude: new Set([0x81c3]) });
    const finding = check(historyOf([{ seq: 1, count: 1 }]), profile);
    expect(finding.witness?.sentence).toContain(
      'must carry no metadata; it carried sequence id 1 and count 1',
    );
  });

  it('cannot be told once the decisions themselves differ', () => {
    const finding = edited(4, { outcome: 'deliver' });
    expect(finding).toMatchObject({ verdict: 'inconclusive', witness: null });
    expect(finding.reason).toContain('see decisions');
  });

  it('cannot be told when the very first decision differs, or one is not on record', () => {
    expect(edited(0, { outcome: 'discard' })).toMatchObject({ verdict: 'inconclusive', exercised: 2 });
    expect(edited(0, { outcome: null })).toMatchObject({ verdict: 'inconclusive', exercised: 2 });
  });

  it('say nothing of an Alert that was let through and never reached its User', () => {
    const finding = edited(5, { copies: 0, seq: null, count: null });
    expect(finding).toMatchObject({ verdict: 'pass', exercised: 1 });
  });

  it('name the field that is missing', () => {
    expect(edited(5, { count: null }).witness?.sentence).toContain('it carried sequence id 1 and count none');
    expect(edited(5, { seq: null }).witness?.sentence).toContain('it carried sequence id none and count 2');
  });

  it('say nothing of an Alert that was discarded and yet given, nor of one that was never received', () => {
    const given = { outcome: 'discard', copies: 1, seq: 1, count: 7 } as const;
    expect(edited(4, given)).toMatchObject({ verdict: 'pass', exercised: 2 });
    const unreceived = { received: null, outcome: 'deliver', seq: 1, count: 7 } as const;
    expect(check(historyOf([{ at: 1 }, unreceived])).verdict).toBe('not-exercised');
  });

  it('have nothing to check when nothing was throttled', () => {
    expect(check(historyOf([{ at: 1 }]))).toMatchObject({
      verdict: 'not-exercised',
      measured: 'nothing to check',
    });
  });
});
