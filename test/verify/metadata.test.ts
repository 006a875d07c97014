import { describe, expect, it } from 'vitest';
import { METADATA } from '../../src/verify/checks/metadata.ts';
import { foundBy } from './found-by.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';
import { profileOf } from './profile-of.ts';
import { untimed } from './untimed.ts';

const check = (rows: Row[], profile = profileOf()) => foundBy(METADATA, historyOf(rows), profile);

/** A storm that lost five Alerts, then Alerts with these counts, all under one id. */
const counts = (...values: number[]): Row[] => [
  ...[0, 1, 2].map((at) => ({ at })),
  ...[3, 4, 5, 6, 7].map((at) => discarded({ at })),
  ...values.map((count, n) => ({ at: 8 + n, seq: 1, count })),
];

describe('metadata', () => {
  it('holds when counts fit the delta reading, the marked Alerts included', () => {
    expect(check(counts(5, 0, 3))).toMatchObject({
      verdict: 'pass',
      exercised: 3,
      measured: '0 of 3 marked Alerts wrong in itself, 0 of 1 sequence id misfit',
    });
  });

  it('holds when counts fit the cumulative reading', () => {
    expect(check(counts(4, 5, 5)).verdict).toBe('pass');
    expect(check(counts(8, 8, 8)).verdict).toBe('pass');
  });

  it('breaks by one that falls and sums to one too much', () => {
    const finding = check(counts(5, 4, 0));
    expect(finding).toMatchObject({ verdict: 'fail', requirement: 'SECMP0062-2 (K10–K13)' });
    expect(finding.witness?.sentence).toBe(
      'Device 02-53-50-02-00-00-00-00, Alert 81C3, sequence id 1: 5 Alerts lost + 3 marked Alerts = 8; as ' +
        'counts of all so far 5 falls to 4, and as counts since the last 5 + 4 is more than that',
    );
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([8, 9]);
    expect(check(counts(4, 3, 2)).witness?.entries.map(({ id }) => id)).toEqual([8, 9, 10]);
    expect(check(counts(5, 3, 0)).verdict).toBe('pass');
  });

  it('shows of counts that sum to too much the two that fall, then the largest, no more than it takes', () => {
    const proof = (...values: number[]) => {
      const { witness } = check(counts(...values));
      return [
        witness?.sentence.match(/since the last (.*) is more/)?.[1],
        witness?.entries.map(({ id }) => id),
      ];
    };
    expect(proof(3, 2, 1, 1, 4, 4)).toEqual(['3 + 2 + 4 + 4', [8, 9, 12, 13]]);
    expect(proof(3, 2, 2, 4, 1, 0)).toEqual(['3 + 2 + 2 + 4 + 1', [8, 9, 10, 11, 12]]);
    expect(proof(3, 2, 5, 5)).toEqual(['3 + 2 + 5', [8, 9, 10]]);
    expect(proof(4, 5, 1, 4)).toEqual(['4 + 5 + 1', [8, 9, 10]]);
  });

  it('breaks by one that is larger than all that was lost', () => {
    const finding = check(counts(1, 8));
    expect(finding.witness?.sentence).toContain('the last, 8, is more than that');
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([9]);
    expect(check(counts(1, 7)).verdict).toBe('pass');
  });

  it('keeps the sequence ids of a key and the keys of a sequence id apart', () => {
    const two = counts(5, 4, 0).map((row, n) => (n === 9 ? { ...row, seq: 2 } : row));
    expect(check(two).verdict).toBe('pass');
    const other = counts(5).map((row) => ({ ...row, at: row.at! + 50, device: 'B' }));
    expect(check([...counts(5), ...other]).verdict).toBe('pass');
  });

  const wrong: [string, Row, string][] = [
    ['an id alone', { seq: 1 }, 'a ThrottledAlertSequenceId without a ThrottledAlertCount'],
    ['a count alone', { count: 1 }, 'a ThrottledAlertCount without a ThrottledAlertSequenceId'],
    ['a fraction', { seq: 1, count: 0.5 }, 'the ThrottledAlertCount 0.5, not an unsigned 32-bit number'],
    ['a negative id', { seq: -1, count: 0 }, 'the ThrottledAlertSequenceId -1, not an unsigned'],
    ['33 bits', { seq: 4_294_967_296, count: 0 }, 'the ThrottledAlertSequenceId 4294967296, not'],
  ];
  it.each(wrong)('breaks by %s', (_, fields, sentence) => {
    const finding = check([...counts(), { at: 9, ...fields }]);
    expect(finding.witness?.sentence).toContain(sentence);
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([8]);
  });

  it('holds at either end of 32 bits', () => {
    expect(check([...counts(), { at: 9, seq: 4_294_967_295, count: 0 }]).verdict).toBe('pass');
    expect(check([...counts(), { at: 9, seq: 0, count: 0 }]).verdict).toBe('pass');
  });

  it('breaks by any on a key that was never above its threshold, or on an excluded code', () => {
    const marked = { at: 2, seq: 1, count: 0 };
    expect(check([{ at: 0 }, { at: 1 }, marked]).witness?.sentence).toContain('never above the threshold');
    const excluded = profileOf({ exclude: new Set([0x81c3]) });
    expect(check([marked], excluded).witness?.sentence).toContain('though its code is excluded');
  });

  it('counts an Alert that repeats another once, when the profile ignores those', () => {
    const rows = counts(5, 5, 5).map((row, n) => (n > 7 ? { ...row, counter: 99 } : row));
    const late = [...rows, { at: 20, seq: 1, count: 0 }];
    expect(check(late, profileOf({ duplicates: 'ignore' })).verdict).toBe('pass');
    expect(check(late).verdict).toBe('fail');
  });

  it('has nothing to check when nothing is marked', () => {
    expect(check(counts()).verdict).toBe('not-exercised');
  });

  it('cannot tell without the time that counts', () => {
    expect(foundBy(METADATA, ...untimed()).verdict).toBe('inconclusive');
  });
});
