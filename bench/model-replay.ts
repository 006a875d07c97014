// Time per Alert for the reference model to replay a history of many keys, beside the floor (a random access to as many
// slots). The history is decided by the shipped throttle; reading the trace is part of what is measured.

import { AskedThrottle } from '../src/run/asked-throttle.ts';
import { VirtualDecisions } from '../src/run/virtual-decisions.ts';
import { createThrottle } from '../src/throttle/create-throttle.ts';
import type { Profile } from '../src/throttle/profile.ts';
import { replay, traceOf } from '../test/verify/found-by.ts';
import { profileOf, ruleOf } from '../test/verify/profile-of.ts';
import { sideBySide } from './side-by-side.ts';

const CODES = 8;
const LEAST_ALERTS = 200_000;
const HOUR_US = 3_600_000_000;
const IDENTITY = { scenario: 'bench', planHash: 'none', seed: 7, timeScale: 1, qos: 1 } as const;
const PROFILE: Profile = profileOf({
  default: ruleOf(10, HOUR_US, HOUR_US),
  capacity: { keys: 20_000_000, overflow: 'forward' },
});

/** Measures at this many keys, each of which sends at least one Alert. */
export async function benchModelReplay(keys: number): Promise<void> {
  const alerts = Math.max(keys, LEAST_ALERTS);
  const keyOf = Uint32Array.from({ length: alerts }, (_, n) => (Math.imul(n, 2_654_435_761) >>> 0) % keys);
  const ascending = Float64Array.from(keyOf, (_, n) => n * 50);
  const decisions = new VirtualDecisions(
    {
      length: alerts,
      deviceIds: Array.from({ length: Math.ceil(keys / CODES) }, (_, n) => `device ${n}`),
      streams: ['all'],
      planned: alerts,
      firstId: 0,
      device: keyOf.map((key) => Math.floor(key / CODES)),
      code: new Uint16Array(keyOf.map((key) => key % CODES)),
      stream: new Int16Array(alerts),
      counter: ascending,
      timeUs: ascending,
      timestampUs: ascending,
      payloadCrc: new Float64Array(alerts),
    },
    new AskedThrottle(createThrottle, PROFILE),
  );
  decisions.decideUntil(alerts);
  const history = decisions.history(IDENTITY);
  const slots = new Float64Array(keys);
  const few = alerts > LEAST_ALERTS ? 3 : 16;
  await sideBySide(
    `model replay, ${alerts.toLocaleString('en')} Alerts of ${keys.toLocaleString('en')} keys`,
    [
      {
        name: 'floor: one random access',
        operations: alerts,
        work: () => {
          for (const key of keyOf) slots[key]! += 1;
        },
      },
      {
        name: 'reference model, trace and replay',
        operations: alerts,
        work: () => {
          replay(traceOf(history, PROFILE));
        },
      },
    ],
    few,
  );
}
