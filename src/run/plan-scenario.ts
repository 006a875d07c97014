// A dry run: everything up to the plan, and nothing started.

import { devicesOf, planEmissions } from '../plan/emission-plan.ts';
import { fingerprint } from '../plan/fingerprint.ts';
import { peakInWindow } from '../plan/peak-rate.ts';
import { loadInputs } from './run-inputs.ts';
import type { PlanSummary, RunOptions } from './run-options.ts';

/** Plans a scenario and says what would be sent. */
export async function planScenario(options: RunOptions): Promise<PlanSummary> {
  const { scenario, scenarioHash, profile, profileHash } = await loadInputs(options);
  const plan = planEmissions(scenario, scenario.seed);
  const { name, title, seed, durationUs, timeScale } = scenario;
  return {
    scenario: name,
    title,
    seed,
    scenarioHash,
    planHash: fingerprint(plan),
    profileName: profile.name,
    profileStatus: profile.provenance.status,
    profileHash,
    devices: plan.devices.length,
    alerts: plan.length,
    streams: plan.streams.map((stream, index) => ({
      name: stream.name,
      devices: devicesOf(stream, plan.devices).length,
      alerts: plan.stream.reduce((sum, of) => sum + (of === index ? 1 : 0), 0),
    })),
    durationUs,
    timeScale,
    wallMs: durationUs / timeScale / 1_000,
    peakPerSecond: peakInWindow(plan.plannedUs, 1_000_000 * timeScale),
  };
}
