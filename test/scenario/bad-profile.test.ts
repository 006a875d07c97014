// What each mistake in a profile is told: one bad file per mistake, its expected diagnostics beside it.

import { describe, expect, test } from 'vitest';
import { badFiles, type Row, rowsOf } from './bad-file.ts';

const EXPECTED: Record<string, readonly Row[]> = {
  'profile-clear-above-overridden-threshold': [
    [10, 24, '`clear` must be below the threshold, which is 5; it is 6', null],
  ],
  'profile-clear-at-threshold': [[8, 34, '`clear` must be below the threshold, which is 10; it is 10', null]],
  'profile-clear-idle': [
    [8, 28, '`clear` has no meaning with the release rule `window`', 'only the rule `below` has it'],
  ],
  'profile-clear-needed': [[8, 20, '`clear` is missing; the release rule `below` needs it', null]],
  'profile-clear-zero': [[8, 34, '`clear` must be a whole number of at least 1; found 0', null]],
  'profile-code-malformed': [
    [
      8,
      11,
      '`exclude` item 1 must be an Alert Code in quotes: four hexadecimal digits, such as 81C3; found "81C"',
      null,
    ],
  ],
  'profile-code-twice': [[8, 19, '8F75 is excluded twice', null]],
  'profile-code-unquoted': [
    [
      8,
      11,
      '`exclude` item 1 must be an Alert Code in quotes: four hexadecimal digits, such as 81C3; found 8002',
      'quote it: "8002"',
    ],
    [
      8,
      17,
      '`exclude` item 2 must be an Alert Code in quotes: four hexadecimal digits, such as 81C3; found 81E3',
      'quote it: "81E3"',
    ],
  ],
  'profile-duration-negative': [
    [
      7,
      22,
      '`period` must be a duration above zero: a number with a unit, such as 250ms, 30s, 5m or 1h; found -5m',
      null,
    ],
  ],
  'profile-duration-without-unit': [
    [
      6,
      21,
      '`length` must be a duration above zero: a number with a unit, such as 250ms, 30s, 5m or 1h; found 30',
      'add a unit, such as `30s`',
    ],
  ],
  'profile-duration-zero': [
    [
      6,
      21,
      '`length` must be a duration above zero: a number with a unit, such as 250ms, 30s, 5m or 1h; found 0s',
      null,
    ],
  ],
  'profile-huge-number': [
    [5, 14, '`threshold` must be a whole number of at least 1; found 99999999999999999999', null],
  ],
  'profile-override-code-malformed': [
    [
      9,
      3,
      '`overrides` has a key that is no Alert Code: 81G3',
      'write four hexadecimal digits, such as 81C3',
    ],
  ],
  'profile-override-code-unquoted': [[9, 3, 'the key 8002 is not text', 'quote it: "8002"']],
  'profile-override-excluded': [
    [
      10,
      3,
      '81C3 is both excluded and overridden',
      'an excluded Alert is never counted, so nothing can be set for it: remove one of the two',
    ],
  ],
  'profile-override-twice': [[10, 3, '81C3 is overridden twice', 'keep one of the two']],
  'profile-quiet-shorter-than-overridden-period': [
    [
      10,
      32,
      '`for` must not be shorter than the forward period, which is 30m; it is 20m',
      'a shorter one could starve a key, or let all of it through',
    ],
  ],
  'profile-quiet-shorter-than-period': [
    [
      8,
      32,
      '`for` must not be shorter than the forward period, which is 10m; it is 5m',
      'a shorter one could starve a key, or let all of it through',
    ],
  ],
  'profile-several': [
    [5, 14, '`threshold` must be a whole number of at least 1; found 0', null],
    [
      7,
      22,
      '`period` must be a duration above zero: a number with a unit, such as 250ms, 30s, 5m or 1h; found soon',
      null,
    ],
    [
      10,
      3,
      '81C3 is both excluded and overridden',
      'an excluded Alert is never counted, so nothing can be set for it: remove one of the two',
    ],
    [10, 13, 'unknown key `treshold`', 'did you mean `threshold`?'],
  ],
  'profile-threshold-empty': [[5, 3, '`threshold` is empty; it must be a whole number of at least 1', null]],
  'profile-threshold-missing': [
    [5, 3, '`threshold` is missing; it must be a whole number of at least 1', null],
  ],
  'profile-threshold-zero': [[5, 14, '`threshold` must be a whole number of at least 1; found 0', null]],
  'profile-unknown-key-far': [
    [
      8,
      1,
      'unknown key `colour`',
      'the keys here are `profile`, `name`, `provenance`, `clock`, `default`, `exclude`, `overrides`, `metadata`, `duplicates` and `capacity`',
    ],
  ],
  'profile-unknown-key': [[6, 3, 'unknown key `treshold`', 'did you mean `threshold`?']],
  'profile-version': [[1, 10, '`profile` must be 1, the version of this format; found 2', null]],
  'profile-word': [
    [6, 20, '`shape` must be `sliding`, `tumbling` or `anchored`; found slidng', 'did you mean `sliding`?'],
  ],
};

describe('A bad profile is refused with every mistake at its place', () => {
  test('and every bad file is in the table', () => {
    expect(badFiles('profile')).toEqual(Object.keys(EXPECTED).sort());
  });

  test.each(Object.keys(EXPECTED))('as in %s.yaml', (name) => {
    expect(rowsOf(name)).toEqual(EXPECTED[name]);
  });
});
