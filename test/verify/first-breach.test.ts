// Of many breaches the witness shows the first in arrival order, wherever its key stands among the keys and however often
// the key breaks again: the earliest moment at which a release tester can see the throttle go wrong.

import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/throttle/profile.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';
import { findingOf, inWords } from './in-words.ts';
import { profileOf } from './profile-of.ts';
import { arrivalsAt, throttledHistory } from './throttled-history.ts';

const PLAIN = profileOf();
const EXCLUDED = profileOf({ exclude: new Set([0x81c3]) });
const MARK = { seq: 1, count: 9 };

/** Each letter is the next row, of the Device of that name: lower case is lost or marked, `.` is of no matter. */
const rows = (letters: string, stepUs: number, bad: (row: Row) => Row, good: Row = {}): Row[] =>
  [...letters].map((letter, n) => {
    const device = letter.toUpperCase();
    const row = { at: n * stepUs, device, code: letter === '.' ? '0001' : '81C3' };
    return letter === device ? { ...good, ...row } : bad(row);
  });

const marked = (row: Row): Row => ({ ...row, ...MARK });
const storm = (device: string, fromUs: number): Row[] =>
  [0, 1, 2, 3].map((us) => ({ at: fromUs + us, device, code: '0002' }));
const beside = (letters: string): Row[] => [...storm('A', 0), ...storm('B', 4), ...shifted(letters, 8)];
const shifted = (letters: string, us: number): Row[] =>
  rows(letters, 1_000, discarded).map((row) => ({ ...row, at: row.at! + us }));
const above = (letters: string): Row[] => [...storm('A', 0), ...storm('B', 4), ...misfits(letters)];
const misfits = (letters: string): Row[] =>
  rows(letters, 1, marked).map((row) => ({ ...row, at: row.at! + 8, code: '0002' }));

describe('the witness of', () => {
  const cases: [string, string, Row[], Profile, string][] = [
    ['conservation', 'a later key', rows('Abab', 1, (row) => ({ ...row, copies: 0 })), PLAIN, '1'],
    ['conservation', 'the first row', rows('abab', 1, (row) => ({ ...row, copies: 0 })), PLAIN, '0'],
    ['quiet-traffic', 'a later key', rows('Abab', 1_000, discarded), PLAIN, '1'],
    ['quiet-traffic', 'the first row', rows('abab', 1_000, discarded), PLAIN, '0'],
    ['quiet-traffic', 'the first row, marked', rows('abab', 1_000, marked), PLAIN, '0'],
    ['isolation', 'a later key', beside('Abab'), PLAIN, '7 9'],
    ['isolation', 'an earlier key', beside('abab'), PLAIN, '3 8'],
    ['isolation', 'the first row', [...shifted('aa', 0), ...storm('A', 2_000)], PLAIN, '0 2'],
    ['exclusion', 'a later key', rows('Abab', 1, discarded), EXCLUDED, '1'],
    ['exclusion', 'the first row', rows('abab', 1, discarded), EXCLUDED, '0'],
    ['ceiling', 'a later key', rows('ABBBBBAAAAA', 0, discarded), PLAIN, '1 2 3 4 5'],
    ['ceiling', 'an earlier key', rows('AAAAABBBBB', 0, discarded), PLAIN, '0 1 2 3 4'],
    [
      'ceiling',
      'a later key whose breach is full first',
      rows('AABBBBBAAA', 0, discarded),
      PLAIN,
      '2 3 4 5 6',
    ],
    [
      'ceiling',
      'an earlier key whose breach is full first',
      rows('ABBAAAABBB', 0, discarded),
      PLAIN,
      '0 3 4 5 6',
    ],
    ['floor', 'a later key', rows('Ababababab', 20, discarded), PLAIN, '1 3 5 7'],
    ['floor', 'an earlier key', rows('abababab', 20, discarded), PLAIN, '0 2 4 6'],
    ['recovery', 'a later key', rows('abba', 250, discarded), PLAIN, '1 2'],
    ['recovery', 'an earlier key', rows('ab.abab', 100, discarded), PLAIN, '0 3'],
    ['metadata', 'a later key, wrong in itself', rows('Abab', 1, (row) => ({ ...row, seq: 1 })), PLAIN, '1'],
    [
      'metadata',
      'the first row, wrong in itself',
      rows('abab', 1, (row) => ({ ...row, seq: 1 })),
      PLAIN,
      '0',
    ],
    ['metadata', 'a later key that misfits', above('ba'), PLAIN, '8'],
    ['metadata', 'an earlier key that misfits', above('ab'), PLAIN, '8'],
    ['ordering', 'a later key', overtaken('ABbAa'), PLAIN, '1 2'],
    ['ordering', 'an earlier key', overtaken('AaBbAa'), PLAIN, '0 1'],
    ['metadata-values', 'the first row', rows('abab', 1_000, marked), PLAIN, '0'],
  ];
  for (const [id, where, history, profile, shown] of cases) {
    it(`${id} shows the first of many breaches: ${where}`, () => {
      const finding = findingOf(id, historyOf(history), profile);
      expect(inWords(finding)).toEqual([
        expect.stringMatching(/^fail/),
        expect.any(String),
        expect.any(String),
        `shown: ${shown}`,
      ]);
    });
  }

  it('decisions shows the first of many breaches: the first row', () => {
    const swallow = throttledHistory(arrivalsAt([0, 1_000, 2_000]), PLAIN, (row) => ({
      ...row,
      outcome: 'discard',
    }));
    expect(inWords(findingOf('decisions', swallow, PLAIN))[3]).toBe('shown: 0');
  });
});

/** Lower case is given to the User before the Alert before it. */
function overtaken(letters: string): Row[] {
  return rows(letters, 10, (row) => ({ ...row, delivered: row.at! - 100 }));
}
