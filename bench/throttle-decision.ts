// Time per decision over many keys, beside the floor (a random access to as many slots) and the obvious throttle (one
// Map keyed by a string). Bytes per key are the heap's growth while the keys were met.

import { createThrottle } from '../src/throttle/create-throttle.ts';
import type { Profile } from '../src/throttle/profile.ts';
import { sideBySide } from './side-by-side.ts';

const OPERATIONS = 20_000;
const CODES = 8;
const WINDOW_US = 3_600_000_000;

const PROFILE: Profile = {
  name: 'bench',
  provenance: { status: 'illustrative', source: 'values chosen for measuring' },
  clock: 'receipt',
  default: {
    threshold: 10,
    window: { shape: 'sliding', lengthUs: WINDOW_US },
    forward: { periodUs: WINDOW_US, copy: 'trailing' },
    release: { rule: 'window' },
  },
  exclude: new Set(),
  overrides: new Map(),
  metadata: { sequence: 'episode', count: 'delta', tail: 'next' },
  duplicates: 'count',
  capacity: { keys: 20_000_000, overflow: 'forward' },
};

/** Measures at this many keys. */
export async function benchThrottleDecision(keys: number): Promise<void> {
  const devices = Array.from(
    { length: keys / CODES },
    (_, n) => `02-53-50-02-${n.toString(16).padStart(8, '0')}`,
  );
  const order = Uint32Array.from(
    { length: OPERATIONS },
    (_, n) => (Math.imul(n + 1, 2_654_435_761) >>> 0) % keys,
  );
  const slots = new Float64Array(keys);
  const counts = new Map<string, number>();

  globalThis.gc?.();
  const before = process.memoryUsage();
  const throttle = createThrottle(PROFILE, { nowUs: () => 0 });
  let timeUs = 0;
  const decide = (key: number): void => {
    timeUs += 1;
    const deviceId = devices[Math.floor(key / CODES)]!;
    throttle.decide({ deviceId, alertCode: key % CODES, originatorCounter: 1, timeUs });
  };
  for (let key = 0; key < keys; key++) decide(key);
  globalThis.gc?.();
  const after = process.memoryUsage();
  const bytes = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;

  await sideBySide(
    `throttle decision, ${keys.toLocaleString('en')} keys (${(bytes / keys).toFixed(0)} B/key)`,
    [
      {
        name: 'floor: one random access',
        operations: OPERATIONS,
        work: () => {
          for (const key of order) slots[key]! += 1;
        },
      },
      {
        name: 'obvious: Map of a concatenated key',
        operations: OPERATIONS,
        work: () => {
          for (const key of order) {
            const name = `${devices[Math.floor(key / CODES)]}/${key % CODES}`;
            counts.set(name, (counts.get(name) ?? 0) + 1);
          }
        },
      },
      {
        name: 'shipped throttle, sliding window',
        operations: OPERATIONS,
        work: () => {
          for (const key of order) decide(key);
        },
      },
    ],
  );
}
