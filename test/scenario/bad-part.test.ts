// What each mistake in a part is told: one bad file per mistake, its expected diagnostics beside it.

import { describe, expect, test } from 'vitest';
import { SHARED_KEYS } from '../../src/scenario/part-schema.ts';
import { badFiles, type Row, rowsOf } from './bad-file.ts';

const KEYS = ['part', ...SHARED_KEYS].map((key) => `\`${key}\``);
const KEYS_HERE = `the keys here are ${KEYS.slice(0, -1).join(', ')} and ${KEYS.at(-1)}`;

const EXPECTED: Record<string, readonly Row[]> = {
  'part-alert-unquoted': [
    [
      3,
      52,
      '`alert` must be an Alert Code in quotes: four hexadecimal digits, such as 81C3; found 8002',
      'quote it: "8002"',
    ],
  ],
  'part-claim-unknown': [[2, 24, 'no check is called `conversation`', 'did you mean `conservation`?']],
  'part-empty-streams': [
    [2, 10, '`streams` must be a list of at least one stream; found an empty list', null],
  ],
  'part-name': [[2, 1, 'unknown key `name`', KEYS_HERE]],
  'part-nested': [[2, 1, 'unknown key `include`', KEYS_HERE]],
  'part-population': [
    [2, 13, '`hubs` is missing; it must be a whole number of at least 1 and at most 1000000', null],
    [2, 32, '`ESME` must be a whole number of at least 1 and at most 1000000; found 0', null],
  ],
  'part-unknown-key': [[2, 1, 'unknown key `duraton`', 'did you mean `duration`?']],
  'part-vary': [[2, 1, 'unknown key `vary`', KEYS_HERE]],
  'part-version': [[1, 7, '`part` must be 1, the version of this format; found 2', null]],
};

describe('A bad part is refused with every mistake at its place', () => {
  test('and every bad file is in the table', () => {
    expect(badFiles('part')).toEqual(Object.keys(EXPECTED).sort());
  });

  test.each(Object.keys(EXPECTED))('as in %s.yaml', (name) => {
    expect(rowsOf(name)).toEqual(EXPECTED[name]);
  });
});
