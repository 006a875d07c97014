// What a run works with in, its plan out: the scenario's own, or that of the recorded trace in its place.
// Starts nothing; the same inputs always give the same plan.

import { type EmissionPlan, planEmissions } from '../plan/emission-plan.ts';
import { planTrace } from '../trace/plan-trace.ts';
import type { TraceEvidence } from '../trace/recorded-trace.ts';
import type { RunInputs } from './run-inputs.ts';

/**
 * Plans a run.
 * @throws StormError `plan-too-large` or `plan-empty`.
 */
export function planInputs({ scenario, trace }: Pick<RunInputs, 'scenario' | 'trace'>): EmissionPlan {
  if (trace === null) return planEmissions(scenario, scenario.seed);
  return planTrace(trace, { shiftUs: shiftOf(scenario), durationUs: scenario.durationUs });
}

/** What is kept of the trace that was planned; nothing when there was none. */
export function traceEvidence(
  { scenario, trace }: RunInputs,
  plan: Pick<EmissionPlan, 'length'>,
): { readonly trace?: TraceEvidence } {
  if (trace === null) return {};
  return {
    trace: { ...trace.source, shiftUs: shiftOf(scenario), leftOut: trace.length - plan.length },
  };
}

function shiftOf({ trace }: RunInputs['scenario']): number {
  return trace?.shiftUs ?? 0;
}
