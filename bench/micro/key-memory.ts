// What one tracked key costs in memory once it has met its threshold, tumbling and sliding, beside the obvious throttle: a
// Map of a concatenated key. It is the growth of heap and buffers, garbage collected before and after (--expose-gc).

import { simulatedDeviceId } from '../../src/domain/device.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { WindowRule } from '../../src/throttle/profile.ts';
import { profileOf, ruleOf } from '../../test/verify/profile-of.ts';
import { say, tell } from '../go.ts';

const KEYS = 1_000_000;
const CODES = 8;
const THRESHOLD = 10;
const HOUR_US = 3_600_000_000;

/** Measures a million keys that have sent as many Alerts as their threshold allows. */
export async function benchKeyMemory(): Promise<void> {
  const { gc } = globalThis;
  if (!gc) {
    say('memory per key: not measured, since Node was started without --expose-gc');
    return;
  }
  const devices = Array.from({ length: KEYS / CODES }, (_, n) => simulatedDeviceId('ESME', n + 1));
  const growth = (fill: () => unknown): number => {
    gc();
    const before = heldBytes();
    const held = fill();
    gc();
    const bytes = heldBytes() - before;
    if (held === undefined) throw new Error('nothing was filled');
    return bytes / KEYS;
  };
  const contenders = [
    { name: 'obvious: Map of a concatenated key', figures: [growth(() => countsByName(devices))] },
    { name: 'shipped throttle, tumbling window', figures: [growth(() => filled(devices, 'tumbling'))] },
    { name: 'shipped throttle, sliding window', figures: [growth(() => filled(devices, 'sliding'))] },
  ];
  const title = `memory per key, ${KEYS.toLocaleString('en')} keys of ${THRESHOLD} Alerts each`;
  tell({ title, unit: 'B', contenders });
}

function heldBytes(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function filled(devices: readonly string[], shape: WindowRule['shape']) {
  const rule = { ...ruleOf(THRESHOLD, HOUR_US, HOUR_US), window: { shape, lengthUs: HOUR_US } };
  const capacity = { keys: 2 * KEYS, overflow: 'forward' } as const;
  const throttle = createThrottle(profileOf({ default: rule, capacity }), { nowUs: () => 0 });
  for (let n = 0, timeUs = 0; n < THRESHOLD * KEYS; n++, timeUs += 100) {
    const key = n % KEYS;
    const deviceId = devices[Math.floor(key / CODES)]!;
    throttle.decide({ deviceId, alertCode: key % CODES, originatorCounter: n, timeUs });
  }
  return throttle;
}

function countsByName(devices: readonly string[]) {
  const counts = new Map<string, { windowUs: number; count: number }>();
  for (let key = 0; key < KEYS; key++) {
    counts.set(`${devices[Math.floor(key / CODES)]}/${key % CODES}`, { windowUs: 0, count: THRESHOLD });
  }
  return counts;
}
