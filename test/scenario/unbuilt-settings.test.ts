import { describe, expect, test } from 'vitest';
import { ARRIVAL_SHAPES } from '../../src/scenario/arrival.ts';
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
    [
      'arrival',
      'ramp',
      ARRIVAL_SHAPES,
      'the arrival shape `ramp` is not built yet; this version has `every`, `poisson`, `burst`, `once` and `at`',
    ],
  ] as const)('is refused by name: %s %s', (setting, word, words, message) => {
    expect(refusalOf(setting, word, words)).toBe(message);
  });

  test('leaves at least one built word beside it, and no other word refused', () => {
    expect(refusalOf('arrival', 'every', ARRIVAL_SHAPES)).toBeNull();
    expect(refusalOf('population.connection', 'device', CONNECTIONS)).toBeNull();
    expect(refusalOf('arrival', 'constructor', ARRIVAL_SHAPES)).toBeNull();
    expect(refusalOf('arrival', 7, ARRIVAL_SHAPES)).toBeNull();
  });
});
