// A plan, and all that is worked out of it once for the cells that have it in common. Facts of the inputs alone; no
// throttle is in it. What is in shared memory goes to other threads as it is.

import { inSharedMemory } from '../columns/shared-memory.ts';
import { fingerprint } from '../plan/fingerprint.ts';
import { planInputs } from '../run/plan-inputs.ts';
import type { RunInputs } from '../run/run-inputs.ts';
import { PlanArrivals, type VirtualArrivals } from '../run/virtual-arrivals.ts';
import { type Traffic, trafficOf } from './traffic.ts';

/** What a plan is made of. */
export type PlanInputs = Pick<RunInputs, 'scenario' | 'trace'>;

/** A plan as cells need it. Plans of the same name are equal. */
export interface CellPlan {
  readonly name: string;
  readonly hash: string;
  readonly devices: number;
  readonly arrivals: VirtualArrivals;
  readonly traffic: Traffic;
}

/** The name of the plan that a scenario makes: of all that goes into it, and of nothing else. */
export function planNameOf({ scenario, trace }: PlanInputs): string {
  const { seed, population, streams, durationUs } = scenario;
  const recorded = trace && { of: trace.source.sha256, ...scenario.trace, durationUs };
  return JSON.stringify({ seed, population, streams, recorded });
}

/**
 * Plans for cells.
 * @throws StormError `plan-too-large` or `plan-empty`.
 */
export function planForCells(name: string, inputs: PlanInputs): CellPlan {
  const plan = planInputs(inputs);
  const arrivals = new PlanArrivals(plan).of(plan);
  const traffic = trafficOf({ ...arrivals, stream: plan.stream }, plan.streams);
  return { name, hash: fingerprint(plan), devices: plan.devices.length, arrivals, traffic };
}

/** The same plan, its columns in shared memory. */
export function sharedPlan({ arrivals, traffic, ...plan }: CellPlan): CellPlan {
  return { ...plan, arrivals: inSharedMemory(arrivals), traffic: inSharedMemory(traffic) };
}
