import { describe, expect, test } from 'vitest';
import { ARRIVAL_SHAPES } from '../../src/scenario/arrival.ts';
import { parseProfile } from '../../src/scenario/parse-profile.ts';
import { PROFILE_WORDS } from '../../src/scenario/profile-schema.ts';
import { refusalOf } from '../../src/scenario/unbuilt-settings.ts';
import { rowsOfText } from './bad-file.ts';

const profile = (line: string) =>
  `profile: 1\nname: x\nprovenance: { status: test, source: test }\ndefault: { threshold: 10, ${line} }\n`;

const PARTS = { shape: 'sliding', copy: 'trailing', release: '{ rule: window }' };

const withPart = (part: Partial<typeof PARTS>) => {
  const { shape, copy, release } = { ...PARTS, ...part };
  return profile(
    `window: { length: 1h, shape: ${shape} }, forward: { period: 10m, copy: ${copy} }, release: ${release}`,
  );
};

describe('A setting that is not built yet', () => {
  test.each([
    [{ shape: 'tumbling' }, '`tumbling` windows are not built yet; this version has `sliding`'],
    [{ shape: 'anchored' }, '`anchored` windows are not built yet; this version has `sliding`'],
    [{ copy: 'leading' }, '`leading` copies are not built yet; this version has `trailing`'],
    [
      { release: '{ rule: below, clear: 9 }' },
      'the release rule `below` is not built yet; this version has `window`',
    ],
    [
      { release: '{ rule: quiet, for: 10m }' },
      'the release rule `quiet` is not built yet; this version has `window`',
    ],
  ])('is refused by name, and for nothing else: %o', (part, message) => {
    const rows = rowsOfText(withPart(part), parseProfile);
    expect(rows.map((row) => row[2])).toEqual([message]);
  });

  test('leaves at least one built word beside it', () => {
    expect(rowsOfText(withPart({}), parseProfile)).toEqual([]);
    expect(refusalOf('arrival', 'every', ARRIVAL_SHAPES)).toBeNull();
    expect(refusalOf('clock', 'receipt', PROFILE_WORDS.clock)).toBeNull();
    expect(refusalOf('clock', 'constructor', PROFILE_WORDS.clock)).toBeNull();
    expect(refusalOf('clock', 7, PROFILE_WORDS.clock)).toBeNull();
  });
});
