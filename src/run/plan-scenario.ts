// A dry run: everything up to the plan, and nothing started.
// Opens no socket and writes no file.

import { stableOrder } from '../columns/stable-order.ts';
import { alertByCode } from '../domain/alert-catalogue.ts';
import { formatAlertCode } from '../domain/alert-code.ts';
import { PlanIndex } from '../ledger/plan-index.ts';
import { devicesOf, type EmissionPlan } from '../plan/emission-plan.ts';
import { peakInWindow } from '../plan/peak-rate.ts';
import { plannedStreams } from '../plan/planned-stream.ts';
import { identify } from './plan-identity.ts';
import { planInputs } from './plan-inputs.ts';
import { loadInputs } from './run-inputs.ts';
import type { PlanSummary, RunOptions } from './run-options.ts';
import { throttleUnderTest } from './throttle-under-test.ts';

/** Plans a scenario and says what would be sent. */
export async function planScenario(options: RunOptions): Promise<PlanSummary> {
  const inputs = await loadInputs(options);
  const { scenario } = inputs;
  const throttle = await throttleUnderTest(options.throttle);
  const plan = planInputs(inputs);
  const devices = scenario.trace
    ? devicesSending(plan)
    : scenario.streams.flatMap(plannedStreams).map((stream) => devicesOf(stream, plan.devices).length);
  const alerts = new Uint32Array(plan.streams.length);
  for (const stream of plan.stream) alerts[stream]!++;
  const index = new PlanIndex(plan);
  const resent = resentPerStream(plan, index);
  return {
    ...identify(inputs, plan, throttle.identity),
    streams: plan.streams.map((stream, at) => ({
      name: stream.name,
      alertCode: formatAlertCode(stream.alertCode),
      alertName: alertByCode(stream.alertCode)?.name ?? null,
      devices: devices[at]!,
      alerts: alerts[at]!,
      resent: resent[at]!,
    })),
    wallMs: scenario.durationUs / scenario.timeScale / 1_000,
    peakPerSecond: peakInWindow(plan.plannedUs, 1_000_000 * scenario.timeScale),
    wrongClocks: wrongClocksOf(plan, index),
  };
}

/** On how many Devices each stream of a plan really has Alerts. */
function devicesSending({ streams, stream, device }: EmissionPlan): Uint32Array {
  const sending = new Uint32Array(streams.length);
  const byDevice = stableOrder(device, stableOrder(stream));
  byDevice.forEach((row, at) => {
    const before = byDevice[at - 1];
    if (before === undefined || stream[before] !== stream[row] || device[before] !== device[row]) {
      sending[stream[row]!]!++;
    }
  });
  return sending;
}

/** Per stream, how many of its rows send an Alert again. */
function resentPerStream(plan: EmissionPlan, index: PlanIndex): Uint32Array {
  const resent = new Uint32Array(plan.streams.length);
  for (let alert = 0; alert < index.alerts; alert++) {
    resent[plan.stream[index.rowOf(alert, 0)]!]! += index.sendings(alert) - 1;
  }
  return resent;
}

/** How far the times inside are from the planned moments, of each Alert where it is sent first. */
function wrongClocksOf(plan: EmissionPlan, index: PlanIndex): PlanSummary['wrongClocks'] {
  if (plan.timestampUs === plan.plannedUs) return null;
  const devices = new Set<number>();
  let [behindUs, aheadUs] = [0, 0];
  for (let alert = 0; alert < index.alerts; alert++) {
    const row = index.rowOf(alert, 0);
    const offUs = plan.timestampUs[row]! - plan.plannedUs[row]!;
    if (offUs !== 0) devices.add(plan.device[row]!);
    behindUs = Math.max(behindUs, -offUs);
    aheadUs = Math.max(aheadUs, offUs);
  }
  return devices.size === 0 ? null : { devices: devices.size, behindUs, aheadUs };
}
