import { describe, expect, test } from 'vitest';
import { parseProfile } from '../../src/scenario/parse-profile.ts';

const LEAST = `
profile: 1
name: least
provenance: { status: illustrative, source: values for a test }
default: { threshold: 10, window: { length: 1h }, forward: { period: 10m } }
`;

const parse = (more = '') => parseProfile(`${LEAST}${more}`, 'least.yaml');

describe('A profile', () => {
  test('that says the least is filled up with the defaults', () => {
    expect(parse()).toEqual({
      name: 'least',
      provenance: { status: 'illustrative', source: 'values for a test' },
      clock: 'receipt',
      default: {
        threshold: 10,
        window: { shape: 'sliding', lengthUs: 3_600_000_000 },
        forward: { periodUs: 600_000_000, copy: 'trailing' },
        release: { rule: 'window' },
      },
      exclude: new Set(),
      overrides: new Map(),
      metadata: { sequence: 'episode', count: 'delta', tail: 'next' },
      duplicates: 'count',
      capacity: { keys: 1_000_000, overflow: 'forward' },
    });
  });

  test('merges each override deeply onto the default', () => {
    const { overrides } = parse(
      'overrides:\n  "81c3": { threshold: 5, window: { length: 5m } }\n  "0x8F3D": {}\n',
    );
    expect([...overrides.keys()]).toEqual([0x81c3, 0x8f3d]);
    expect(overrides.get(0x81c3)).toEqual({
      threshold: 5,
      window: { shape: 'sliding', lengthUs: 300_000_000 },
      forward: { periodUs: 600_000_000, copy: 'trailing' },
      release: { rule: 'window' },
    });
    expect(overrides.get(0x8f3d)).toEqual(parse().default);
  });

  test('keeps the settings that are not the default', () => {
    const profile = parse(
      'metadata: { sequence: copy, count: cumulative, tail: drop }\ncapacity: { keys: 5 }\n' +
        'clock: alert-timestamp\nduplicates: ignore\n',
    );
    expect(profile.metadata).toEqual({ sequence: 'copy', count: 'cumulative', tail: 'drop' });
    expect(profile.capacity).toEqual({ keys: 5, overflow: 'forward' });
    expect(profile.clock).toBe('alert-timestamp');
    expect(profile.duplicates).toBe('ignore');
  });

  test.each([
    ['window: { shape: tumbling }', { window: { shape: 'tumbling', lengthUs: 3_600_000_000 } }],
    ['window: { shape: anchored }', { window: { shape: 'anchored', lengthUs: 3_600_000_000 } }],
    ['forward: { copy: leading }', { forward: { periodUs: 600_000_000, copy: 'leading' } }],
    ['release: { rule: below, clear: 9 }', { release: { rule: 'below', clear: 9 } }],
    ['release: { rule: quiet, for: 10m }', { release: { rule: 'quiet', forUs: 600_000_000 } }],
  ])('may use every word of its settings: %s', (written, parts) => {
    const { default: rule, overrides } = parse(`overrides: { "81C3": { ${written} } }\n`);
    expect(overrides.get(0x81c3)).toEqual({ ...rule, ...parts });
  });

  test('may give an override another release rule than the default has', () => {
    const { overrides } = parseProfile(
      LEAST.replace(' } }\n', ' }, release: { rule: below, clear: 3 } }\n').concat(
        'overrides: { "81C3": { release: { rule: quiet, for: 1h } }, "8F3D": { threshold: 4 } }\n',
      ),
      'least.yaml',
    );
    expect(overrides.get(0x81c3)?.release).toEqual({ rule: 'quiet', forUs: 3_600_000_000 });
    expect(overrides.get(0x8f3d)?.release).toEqual({ rule: 'below', clear: 3 });
  });

  test('may use anchors and aliases', () => {
    const { overrides } = parse('overrides:\n  "81C3": &few { threshold: 5 }\n  "8F3D": *few\n');
    expect(overrides.get(0x8f3d)).toEqual(overrides.get(0x81c3));
  });

  test('may start with a byte order mark and end its lines the Windows way', () => {
    expect(parseProfile(`\uFEFF${LEAST.trim().replaceAll('\n', '\r\n')}`, 'least.yaml')).toEqual(parse());
  });

  test('is closed to change all the way down', () => {
    const profile = parse('overrides: { "81C3": { threshold: 5 } }\n');
    expect(Object.isFrozen(profile)).toBe(true);
    expect(Object.isFrozen(profile.default.window)).toBe(true);
    expect(Object.isFrozen(profile.overrides.get(0x81c3)?.forward)).toBe(true);
  });
});
