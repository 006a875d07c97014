import { describe, expect, it } from 'vitest';
import type { History } from '../../src/ledger/history.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import { DECISIONS } from '../../src/verify/checks/decisions.ts';
import { foundBy } from './found-by.ts';
import type { Row } from './history-of.ts';
import { historyOf } from './history-of.ts';
import { profileOf, ruleOf } from './profile-of.ts';
import { arrivalsAt, throttledHistory } from './throttled-history.ts';

const check = (history: History, profile: Profile = profileOf()) => foundBy(DECISIONS, history, profile);

const flip =
  (wanted: number) =>
  (row: Row, index: number): Row =>
    index === wanted ? { ...row, outcome: row.outcome === 'discard' ? 'deliver' : 'discard' } : row;

// Delivered 0-2, engaged by 3, 4 discarded, 5 the copy, 6 discarded, 7 after the storm.
const STORM = arrivalsAt([0, 1, 2, 10, 20, 60, 70, 300]);
const sentenceOf = (wanted: number): string | undefined =>
  check(throttledHistory(STORM, profileOf(), flip(wanted))).witness?.sentence;
const shownFor = (wanted: number): (number | null)[] | undefined =>
  check(throttledHistory(STORM, profileOf(), flip(wanted))).witness?.entries.map(({ id }) => id);

describe('decisions', () => {
  it('hold when every one is the model’s', () => {
    expect(check(throttledHistory(STORM, profileOf()))).toEqual({
      id: 'decisions',
      requirement: 'SECMP0062-1 (K2–K7)',
      bound: 'no decision differs from the reference model',
      verdict: 'pass',
      reason: 'every decision is the one the profile asks for',
      measured: '0 of 8 decisions differ (3 discards expected)',
      exercised: 8,
      witness: null,
    });
  });

  it('break by any single one, in either direction', () => {
    for (const [wanted] of STORM.entries()) {
      const finding = check(throttledHistory(STORM, profileOf(), flip(wanted)));
      expect(finding).toMatchObject({ verdict: 'fail', exercised: 8 });
      expect(finding.measured).toMatch(
        /^1 of 8 decisions differ \((1 let through, 0|0 let through, 1) swallowed\)$/,
      );
      expect(finding.witness?.entries.at(-1)?.id).toBe(wanted);
    }
  });

  it('convict a delivery above the threshold by the N+1 arrivals of its window', () => {
    expect(sentenceOf(3)).toBe(
      'Device A, Alert 81C3: 4 arrivals in the 100us up to 0:00:00.000010, above the threshold of 3, ' +
        'so it must be discarded; it was delivered',
    );
    expect(shownFor(3)).toEqual([0, 1, 2, 3]);
  });

  it('convict a discard at the threshold by the few arrivals of its window', () => {
    expect(sentenceOf(2)).toBe(
      'Device A, Alert 81C3: 3 arrivals in the 100us up to 0:00:00.000002, not above the threshold of 3, ' +
        'so it must be delivered; it was discarded',
    );
    expect(shownFor(2)).toEqual([0, 1, 2]);
  });

  it('convict an early copy by the engaging arrival and the period', () => {
    expect(sentenceOf(4)).toContain(
      'throttled since 0:00:00.000010, a copy is due from 0:00:00.000060 (period 50us), so it must be discarded',
    );
    expect(shownFor(4)).toEqual([1, 2, 3, 4]);
  });

  it('convict a withheld copy by the engaging arrival and the period', () => {
    expect(sentenceOf(5)).toContain('throttled since 0:00:00.000010, a copy is due from 0:00:00.000060');
    expect(sentenceOf(5)).toContain('so it must be delivered; it was discarded');
  });

  it('convict a second copy within a period by the copy before it', () => {
    expect(sentenceOf(6)).toContain(
      'last copy forwarded at 0:00:00.000060, a copy is due from 0:00:00.000110',
    );
    expect(shownFor(6)).toEqual([3, 4, 5, 6]);
  });

  it('convict a discard after the storm', () => {
    expect(sentenceOf(7)).toContain(
      '1 arrival in the 100us up to 0:00:00.000300, not above the threshold of 3',
    );
  });

  it('convict a discard of an excluded code', () => {
    const finding = check(historyOf([{ outcome: 'discard' }]), profileOf({ exclude: new Set([0x81c3]) }));
    expect(finding.witness?.sentence).toContain('the code is excluded, so it must be delivered');
  });

  it('name the first difference in arrival order, over all keys', () => {
    const both = [...arrivalsAt([0, 1], 'Z'), ...arrivalsAt([2, 3], 'A'), ...arrivalsAt([4], 'Z')];
    const wrong = (row: Row, index: number): Row =>
      index === 1 || index === 3 ? flip(index)(row, index) : row;
    const finding = check(throttledHistory(both, profileOf(), wrong));
    expect(finding.witness?.entries.at(-1)?.id).toBe(1);
    expect(finding.measured).toBe('2 of 5 decisions differ (0 let through, 2 swallowed)');
  });

  it('name the first difference in arrival order, whichever key comes first', () => {
    const both = [...arrivalsAt([0], 'Z'), ...arrivalsAt([1, 2], 'A'), ...arrivalsAt([3], 'Z')];
    const wrong = (row: Row, index: number): Row => (index === 0 ? row : flip(index)(row, index));
    const finding = check(throttledHistory(both, profileOf(), wrong));
    expect(finding.witness?.entries.at(-1)?.id).toBe(1);
  });

  it('show no more entries than a person will read, the offending one last', () => {
    const many = Array.from({ length: 100 }, (_, n) => n);
    const profile = profileOf({ default: ruleOf(99, 1_000, 50) });
    const finding = check(throttledHistory(arrivalsAt(many), profile, flip(99)), profile);
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual(many.slice(75));
    expect(finding.witness?.sentence).toContain('100 arrivals');
  });

  it('have nothing to check when nothing was received', () => {
    expect(check(historyOf([]))).toMatchObject({ verdict: 'not-exercised', measured: 'nothing to check' });
  });

  it('have nothing to check when no decision is on record', () => {
    expect(check(historyOf([{ outcome: null }])).verdict).toBe('not-exercised');
  });

  it('cannot tell when some decisions are not on record', () => {
    expect(check(historyOf([{ outcome: null }, {}])).verdict).toBe('inconclusive');
  });
});

describe('decisions at the ceiling of tracked keys', () => {
  const two = [...arrivalsAt([0], 'tracked'), ...arrivalsAt([0, 1, 2, 3], 'other')];
  const untracked = (row: Row): Row =>
    row.device === 'other' ? { ...row, outcome: 'deliver', reason: 'untracked' } : row;
  const oneKey = profileOf({ capacity: { keys: 1, overflow: 'forward' } });

  it('cannot be told for the Alerts that went untracked', () => {
    const finding = check(throttledHistory(two, oneKey, untracked), oneKey);
    expect(finding).toMatchObject({ verdict: 'inconclusive', exercised: 1 });
    expect(finding.reason).toContain('4 Alerts cannot be judged');
  });

  it('are still judged for the keys that were tracked', () => {
    const wrong = (row: Row, index: number): Row =>
      index === 0 ? { ...row, outcome: 'discard' } : untracked(row);
    expect(check(throttledHistory(two, oneKey, wrong), oneKey).verdict).toBe('fail');
  });

  it('are still judged for a key up to where it went untracked', () => {
    const later = (row: Row, index: number): Row => (index === 4 ? untracked(row) : row);
    const wrong = (row: Row, index: number): Row =>
      index === 1 ? { ...row, outcome: 'discard' } : later(row, index);
    expect(check(throttledHistory(two, oneKey, later), oneKey)).toMatchObject({ exercised: 4 });
    expect(check(throttledHistory(two, oneKey, wrong), oneKey).verdict).toBe('fail');
  });

  it('count the Alerts that went untracked, and those alone', () => {
    const rows = [{ reason: 'untracked' }, {}, {}].map((row, at) => ({ ...row, at }));
    expect(check(historyOf(rows)).reason).toBe(
      'the throttle says that 1 Alert went untracked, though it never had more keys than it holds',
    );
  });

  it('are judged as ever above the ceiling of keys when none is said to have gone untracked', () => {
    expect(check(throttledHistory(two, oneKey), oneKey)).toMatchObject({ verdict: 'pass', exercised: 5 });
  });

  it('do not count excluded keys towards the ceiling', () => {
    const profile = profileOf({ capacity: { keys: 1, overflow: 'forward' }, exclude: new Set([1]) });
    const rows = [{ code: '0001' }, { reason: 'untracked' }];
    expect(check(historyOf(rows), profile)).toMatchObject({
      exercised: 2,
      reason: 'the throttle says that 1 Alert went untracked, though it never had more keys than it holds',
    });
  });

  it('are judged as ever when there were never more keys than it holds', () => {
    const roomy = profileOf({ capacity: { keys: 2, overflow: 'forward' } });
    const finding = check(throttledHistory(two, roomy, untracked), roomy);
    expect(finding).toMatchObject({ verdict: 'fail', exercised: 5 });
  });
});
