// What was planned and what came of it, to the document that a record keeps of a run: judged, and with everything that
// is needed to tell what ran, where, and how it fared. Starts nothing and writes nothing.

import { utcNow } from '../domain/clock.ts';
import { environment, peakRssBytes } from '../measure/environment.ts';
import { summarizeLegs } from '../measure/latency-legs.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import { RUN_SCHEMA_VERSION, type RunDocument, type RunMode } from '../record/run-document.ts';
import { judgeRun } from '../verify/judge.ts';
import type { CarriedOut } from './carried-out.ts';
import { effectiveValues } from './effective-values.ts';
import { traceEvidence } from './plan-inputs.ts';
import type { RunInputs } from './run-inputs.ts';
import type { RunFigures } from './run-measures.ts';
import type { RunOptions } from './run-options.ts';
import type { ThrottleUnderTest } from './throttle-under-test.ts';
import { toolVersion } from './version.ts';

/** What is known of a run before anything happens. */
export interface PlannedRun {
  readonly options: RunOptions;
  readonly mode: RunMode;
  readonly inputs: RunInputs;
  readonly throttle: ThrottleUnderTest;
  readonly plan: EmissionPlan;
  readonly start: Date;
}

/** Judges a run that was carried out now, under the hash of its plan. */
export function judgedRun(
  { options, mode, inputs, throttle, plan, start }: PlannedRun,
  planHash: string,
  carriedOut: CarriedOut,
  { totals, lateness }: RunFigures,
): RunDocument {
  const { scenario, scenarioHash, profile, profileHash } = inputs;
  const { run, legs, workers, client, unacknowledged, reconnects, health, trackedKeys } = carriedOut;
  const { refused, interrupted } = run.header;
  const { verdict, checks, setAside } = judgeRun(run, profile, scenario);
  return {
    schemaVersion: RUN_SCHEMA_VERSION,
    verdict,
    checks,
    totals,
    tool: { name: 'stormproof', version: toolVersion },
    scenario: { name: scenario.name, title: scenario.title, hash: scenarioHash, ...namedParts(inputs) },
    requirements: scenario.requirements,
    claims: scenario.claims,
    setAside,
    plan: { hash: planHash, devices: plan.devices.length, alerts: plan.length },
    ...traceEvidence(inputs, plan),
    profile: { name: profile.name, provenance: profile.provenance, hash: profileHash },
    settings: inputs.settings.map(({ path, value }) => ({ path, value })),
    seed: scenario.seed,
    mode,
    target: mode === 'virtual' ? 'none' : 'embedded',
    timeScale: scenario.timeScale,
    qos: scenario.qos,
    durationUs: scenario.durationUs,
    interrupted,
    history: options.history ?? true,
    start: start.toISOString(),
    end: utcNow().toISOString(),
    environment: environment(),
    latency: summarizeLegs(legs),
    generator: {
      workers,
      ...(client === undefined ? {} : { client }),
      late: lateness.late,
      dropped: lateness.dropped,
      latenessP99Ms: lateness.p99Ms,
      latenessMaxMs: lateness.maxMs,
      unacknowledged,
      reconnects,
      threads: health?.threads ?? [],
      ...(health === null ? {} : { resources: health.resources }),
      peakRssBytes: peakRssBytes(),
    },
    refused,
    throttle: { ...throttle.identity, trackedKeys },
    effective: effectiveValues(scenario, profile),
  };
}

function namedParts({ parts }: RunInputs): Pick<RunDocument['scenario'], 'parts'> {
  const named = parts.map(({ path, file, sha256 }) => ({ path, file, sha256 }));
  return named.length > 0 ? { parts: named } : {};
}
