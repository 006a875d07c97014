// A storm for measuring in, a scenario and its profile out, as files: every Device raises the same Alert at random (Poisson,
// open loop), and the threshold is such that the asked share of all Alerts lies above it.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A storm to be measured. */
export interface StormShape {
  readonly devices: number;
  /** Alerts per wall second, of all Devices together. */
  readonly perSecond: number;
  readonly seconds: number;
  /** Which share of the Alerts the throttle should discard, about. */
  readonly throttled: number;
}

/** Writes both files and returns the path of the scenario. */
export async function writeStorm(directory: string, storm: StormShape): Promise<string> {
  const scenario = join(directory, 'storm.yaml');
  await writeFile(join(directory, 'profile.yaml'), profileText(storm));
  await writeFile(scenario, scenarioText(storm));
  return scenario;
}

function scenarioText({ devices, perSecond, seconds }: StormShape): string {
  return `scenario: 1
name: bench-storm
title: ${perSecond} Alerts a second from ${devices} Devices
requirements: [SECMP0062-1]
claims: [conservation, decisions, pacing]
seed: 7
duration: ${seconds}s
profile: profile.yaml
population: { hubs: ${devices}, devices: { ESME: 1 } }
streams:
  - { name: storm, devices: { type: ESME }, alert: "8F0A", arrival: { poisson: ${(perSecond / devices).toFixed(6)}/s } }
`;
}

function profileText({ devices, perSecond, seconds, throttled }: StormShape): string {
  return `profile: 1
name: bench
provenance: { status: illustrative, source: "values chosen for measuring" }
clock: receipt
default:
  threshold: ${thresholdFor((perSecond * seconds) / devices, throttled)}
  window: { shape: tumbling, length: 1h }
  forward: { period: 1h, copy: trailing }
  release: { rule: window }
exclude: []
metadata: { sequence: episode, count: delta, tail: next }
duplicates: count
capacity: { keys: 1000000, overflow: forward }
`;
}

/** The threshold above which, of so many Alerts per Device on average, a share comes nearest to the asked one. */
function thresholdFor(mean: number, throttled: number): number {
  let best = { threshold: 1, miss: Number.POSITIVE_INFINITY };
  for (let threshold = 1; threshold <= 2 * mean + 10; threshold++) {
    const miss = Math.abs(excess(mean, threshold) / mean - throttled);
    if (miss < best.miss) best = { threshold, miss };
  }
  return best.threshold;
}

/** How many events a Poisson variate has above a threshold, on average. */
function excess(mean: number, threshold: number): number {
  let chance = Math.exp(-mean);
  let missing = 0;
  for (let n = 0; n < threshold; n++) {
    missing += (threshold - n) * chance;
    chance *= mean / (n + 1);
  }
  return mean - threshold + missing;
}
