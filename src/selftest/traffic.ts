// Traffic in words: who sends which code when. Whole seconds, because every mutant's profile counts in seconds; an
// edge of one microsecond is written as `+ 1e-6`.

import type { AlertRule, Profile } from '../throttle/profile.ts';
import type { VirtualArrival } from './virtual-run.ts';

/** The Device that storms. */
export const METER = '02-53-50-02-00-00-00-01';

/** A Device that does not. */
export const NEIGHBOUR = '02-53-50-02-00-00-00-02';

/** The Alert Code that storms. */
export const CODE = 0x81c3;

/** A code that does not. */
export const OTHER_CODE = 0x8f0a;

/** A code that is never throttled. */
export const EXCLUDED_CODE = 0x8f75;

const US_PER_S = 1_000_000;

/** Threshold 3 in 10 s, a copy every 4 s. */
export const RULE: AlertRule = {
  threshold: 3,
  window: { shape: 'sliding', lengthUs: 10 * US_PER_S },
  forward: { periodUs: 4 * US_PER_S, copy: 'trailing' },
  release: { rule: 'window' },
};

/** A profile with that rule for every code but the excluded one. */
export function profileWith(parts: Partial<Profile> = {}): Profile {
  return {
    name: 'selftest',
    provenance: { status: 'illustrative', source: 'small values that show every fault with little traffic' },
    clock: 'receipt',
    default: RULE,
    exclude: new Set([EXCLUDED_CODE]),
    overrides: new Map(),
    metadata: { sequence: 'episode', count: 'delta', tail: 'next' },
    duplicates: 'count',
    capacity: { keys: 1_000_000, overflow: 'forward' },
    ...parts,
  };
}

/** Alerts at these seconds: by default of the one meter and code. */
export function alerts(seconds: readonly number[], deviceId = METER, alertCode = CODE): VirtualArrival[] {
  return seconds.map((s) => ({ deviceId, alertCode, timeUs: Math.round(s * US_PER_S) }));
}

/** `count` Alerts from a second on, so many seconds apart. */
export function storm(from: number, apart: number, count: number, deviceId = METER, alertCode = CODE) {
  return alerts(
    Array.from({ length: count }, (_, n) => from + n * apart),
    deviceId,
    alertCode,
  );
}

/** Several traffics as one, in the order of time. */
export function together(...parts: readonly VirtualArrival[][]): VirtualArrival[] {
  return parts.flat().sort((a, b) => a.timeUs - b.timeUs);
}
