// A dry run: everything up to the plan, and nothing started.
// Opens no socket and writes no file.

import { alertByCode } from '../domain/alert-catalogue.ts';
import { formatAlertCode } from '../domain/alert-code.ts';
import { PlanIndex } from '../ledger/plan-index.ts';
import { devicesOf, type EmissionPlan, planEmissions } from '../plan/emission-plan.ts';
import { peakInWindow } from '../plan/peak-rate.ts';
import { inOneSlice } from '../plan/sliced-plan.ts';
import { identify } from './plan-identity.ts';
import { loadInputs } from './run-inputs.ts';
import type { PlanSummary, RunOptions } from './run-options.ts';
import { throttleUnderTest } from './throttle-under-test.ts';

/** Plans a scenario and says what would be sent. */
export async function planScenario(options: RunOptions): Promise<PlanSummary> {
  const inputs = await loadInputs(options);
  const { scenario } = inputs;
  const throttle = await throttleUnderTest(options.throttle);
  const plan = planEmissions(scenario, scenario.seed);
  const resent = resentPerStream(plan);
  return {
    ...identify(inputs, inOneSlice(plan), throttle.identity),
    streams: plan.streams.map((stream, index) => ({
      name: stream.name,
      alertCode: formatAlertCode(stream.alertCode),
      alertName: alertByCode(stream.alertCode)?.name ?? null,
      devices: devicesOf(stream, plan.devices).length,
      alerts: plan.stream.reduce((sum, of) => sum + (of === index ? 1 : 0), 0),
      resent: resent[index]!,
    })),
    wallMs: scenario.durationUs / scenario.timeScale / 1_000,
    peakPerSecond: peakInWindow(plan.plannedUs, 1_000_000 * scenario.timeScale),
  };
}

/** Per stream, how many of its rows send an Alert again. */
function resentPerStream(plan: EmissionPlan): Uint32Array {
  const resent = new Uint32Array(plan.streams.length);
  const index = new PlanIndex(plan);
  for (let alert = 0; alert < index.alerts; alert++) {
    resent[plan.stream[index.rowOf(alert, 0)]!]! += index.sendings(alert) - 1;
  }
  return resent;
}
