// A plan in, the same rows out, some at a time and in planned order. Slices share the columns of the plan: nothing is
// copied, and nothing may be changed.

import type { EmissionPlan } from './emission-plan.ts';

/** The rows of a plan, so many at a time. */
export function* slicesOf(plan: EmissionPlan, alerts: number): Generator<EmissionPlan> {
  for (let from = 0; from < plan.length; from += alerts) {
    const until = Math.min(from + alerts, plan.length);
    const plannedUs = plan.plannedUs.subarray(from, until);
    yield {
      devices: plan.devices,
      streams: plan.streams,
      length: until - from,
      plannedUs,
      timestampUs: plan.timestampUs === plan.plannedUs ? plannedUs : plan.timestampUs.subarray(from, until),
      device: plan.device.subarray(from, until),
      stream: plan.stream.subarray(from, until),
      counter: plan.counter.subarray(from, until),
    };
  }
}
