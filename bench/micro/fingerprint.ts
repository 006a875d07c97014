// What it costs per Alert to fingerprint a plan, beside SHA-256 over as many bytes that lie ready.

import { createHash } from 'node:crypto';
import { planEmissions } from '../../src/plan/emission-plan.ts';
import { fingerprint } from '../../src/plan/fingerprint.ts';
import { dayOfStorm } from '../day-of-storm.ts';
import { sideBySide } from '../side-by-side.ts';

const DEVICES = 10_000;
const ALERTS = 200_000;
/** Planned time, Device, stream and counter. */
const BYTES_PER_ALERT = 8 + 4 + 2 + 4;
const ROUNDS = 10;

/** Measures the plan of a day. */
export async function benchFingerprint(): Promise<void> {
  const scenario = dayOfStorm(DEVICES, ALERTS);
  const plan = planEmissions(scenario, scenario.seed);
  const bytes = Buffer.alloc(plan.length * BYTES_PER_ALERT, 'Alert');
  const contenders = [
    {
      name: 'floor: SHA-256 of the bytes',
      operations: plan.length,
      work: () => void createHash('sha256').update(bytes).digest('hex'),
    },
    { name: 'shipped fingerprint', operations: plan.length, work: () => void fingerprint(plan) },
  ];
  await sideBySide(`fingerprint, ${plan.length.toLocaleString('en')} Alerts`, contenders, ROUNDS);
}
