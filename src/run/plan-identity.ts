// What was asked of a run, in figures and hashes: the part that is known before anything is started.
// The same inputs always give the same identity, on any machine and for any number of workers.

import type { EmissionPlan } from '../plan/emission-plan.ts';
import { fingerprint } from '../plan/fingerprint.ts';
import type { ThrottleIdentity } from '../record/run-document.ts';
import { traceEvidence } from './plan-inputs.ts';
import type { PlanIdentity } from './progress.ts';
import type { RunInputs } from './run-inputs.ts';

/** Names a plan and what it was made from. */
export function identify(inputs: RunInputs, plan: EmissionPlan, throttle: ThrottleIdentity): PlanIdentity {
  const { scenario, scenarioHash, profile, profileHash } = inputs;
  return {
    scenario: scenario.name,
    title: scenario.title,
    seed: scenario.seed,
    scenarioHash,
    planHash: fingerprint(plan),
    profileName: profile.name,
    profileStatus: profile.provenance.status,
    profileHash,
    throttle,
    devices: plan.devices.length,
    alerts: plan.length,
    timeScale: scenario.timeScale,
    durationUs: scenario.durationUs,
    ...traceEvidence(inputs, plan),
  };
}
