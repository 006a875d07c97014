import { describe, expect, test } from 'vitest';
import { CONNECTIONS } from '../../src/scenario/scenario-schema.ts';
import { refusalOf } from '../../src/scenario/unbuilt-settings.ts';

describe('A setting that is not built yet', () => {
  test.each([
    [
      'population.connection',
      'hub',
      CONNECTIONS,
      '`connection: hub` is not built yet; this version has `device`',
    ],
  ] as const)('is refused by name: %s %s', (setting, word, words, message) => {
    expect(refusalOf(setting, word, words)).toBe(message);
  });

  test('leaves at least one built word beside it, and no other word refused', () => {
    expect(refusalOf('population.connection', 'device', CONNECTIONS)).toBeNull();
    expect(refusalOf('population.connection', 'constructor', CONNECTIONS)).toBeNull();
    expect(refusalOf('population.connection', 7, CONNECTIONS)).toBeNull();
  });
});
