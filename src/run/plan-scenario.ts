// A dry run: everything up to the plan, and nothing started.
// Opens no socket and writes no file.

import { alertByCode } from '../domain/alert-catalogue.ts';
import { formatAlertCode } from '../domain/alert-code.ts';
import { devicesOf, type EmissionPlan } from '../plan/emission-plan.ts';
import { peakInWindow } from '../plan/peak-rate.ts';
import { plannedOrder } from '../plan/planned-order.ts';
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
  return {
    ...identify(inputs, plan, throttle.identity),
    streams: plan.streams.map((stream, index) => ({
      name: stream.name,
      alertCode: formatAlertCode(stream.alertCode),
      alertName: alertByCode(stream.alertCode)?.name ?? null,
      devices: devices[index]!,
      alerts: alerts[index]!,
    })),
    wallMs: scenario.durationUs / scenario.timeScale / 1_000,
    peakPerSecond: peakInWindow(plan.plannedUs, 1_000_000 * scenario.timeScale),
  };
}

/** On how many Devices each stream of a plan really has Alerts. */
function devicesSending({ streams, stream, device }: EmissionPlan): Uint32Array {
  const sending = new Uint32Array(streams.length);
  const byDevice = plannedOrder(device, stream, streams.length);
  byDevice.forEach((row, at) => {
    const before = byDevice[at - 1];
    if (before === undefined || stream[before] !== stream[row] || device[before] !== device[row]) {
      sending[stream[row]!]!++;
    }
  });
  return sending;
}
