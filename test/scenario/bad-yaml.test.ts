// What each mistake against YAML itself is told, whichever format the file was meant to have.

import { describe, expect, test } from 'vitest';
import { badFiles, type Row, rowsOf } from './bad-file.ts';

const EXPECTED: Record<string, readonly Row[]> = {
  'yaml-alias-bomb': [
    [2, 8, 'the aliases of this file multiply to an excessive size', 'write the repeated parts out'],
  ],
  'yaml-alias-unknown': [
    [8, 10, 'the alias `*codes` refers to nothing', 'set the anchor `&codes` before it'],
  ],
  'yaml-duplicate-key': [[3, 1, 'this key is written twice in one map', 'keep one of the two']],
  'yaml-empty': [
    [1, 1, 'the profile is empty; it must be a map of settings that starts with `profile: 1`', null],
  ],
  'yaml-key-is-a-list': [[1, 3, 'a key must be one word of text', null]],
  'yaml-list': [
    [1, 1, 'the profile must be a map of settings that starts with `profile: 1`; found a list', null],
  ],
  'yaml-nesting': [[1, 73, 'maps and lists are nested more than 64 deep', null]],
  'yaml-scalar': [
    [1, 1, 'the profile must be a map of settings that starts with `profile: 1`; found profile', null],
  ],
  'yaml-tab': [[3, 1, 'a tab indents this line', 'indent with spaces']],
  'yaml-tag': [[2, 7, 'tags have no meaning here', 'remove the word that starts with `!`']],
  'yaml-two-documents': [[8, 1, 'a second document starts here', 'keep one document per file']],
  'yaml-unclosed': [
    [
      3,
      1,
      'not valid YAML: flow map in block collection must be sufficiently indented and end with a }',
      null,
    ],
  ],
};

describe('Bad YAML is refused with every mistake at its place', () => {
  test('and every bad file is in the table', () => {
    expect(badFiles('yaml')).toEqual(Object.keys(EXPECTED).sort());
  });

  test.each(Object.keys(EXPECTED))('as in %s.yaml', (name) => {
    expect(rowsOf(name)).toEqual(EXPECTED[name]);
  });
});
