// Profiles for tests: small numbers, so that an edge of one microsecond can be written by hand.

import type { AlertRule, Profile } from '../../src/throttle/profile.ts';

/** A rule with threshold 3, window 100 µs and period 50 µs, unless it says otherwise. */
export function ruleOf(threshold = 3, windowUs = 100, periodUs = 50): AlertRule {
  return {
    threshold,
    window: { shape: 'sliding', lengthUs: windowUs },
    forward: { periodUs, copy: 'trailing' },
    release: { rule: 'window' },
  };
}

/** A profile with the rule above for every code, unless it says otherwise. */
export function profileOf(parts: Partial<Profile> = {}): Profile {
  return {
    name: 'test',
    provenance: { status: 'illustrative', source: 'values chosen for testing' },
    clock: 'receipt',
    default: ruleOf(),
    exclude: new Set(),
    overrides: new Map(),
    metadata: { sequence: 'episode', count: 'delta', tail: 'next' },
    duplicates: 'count',
    capacity: { keys: 1_000_000, overflow: 'forward' },
    ...parts,
  };
}
