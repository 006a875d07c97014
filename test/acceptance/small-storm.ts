// A storm of two seconds on a handful of meters, in a directory of its own: enough to throttle, forward and release.

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory that holds a scenario and its profile, and will hold records. */
export interface Workplace {
  readonly directory: string;
  readonly scenario: string;
  /** A place for a record that does not exist yet. */
  record(name: string): string;
  /** Everything in the directory but the two inputs. */
  leftovers(): Promise<string[]>;
  remove(): Promise<void>;
}

const PROFILE = `profile: 1
name: small
provenance: { status: illustrative, source: "values chosen for testing" }
default:
  threshold: 3
  window: { shape: sliding, length: 700ms }
  forward: { period: 300ms, copy: trailing }
  release: { rule: window }
exclude: ["8F75"]
metadata: { sequence: episode, count: delta, tail: next }
`;

const SCENARIO = `scenario: 1
name: small-storm
title: A storm of two seconds
requirements: [SECMP0062-1]
claims: [conservation, quiet-traffic, decisions, metadata-values, pacing]
seed: 11
duration: 2500ms
timeScale: 1
profile: small.yaml
population: { hubs: 21, devices: { ESME: 1 } }
streams:
  - { name: background, devices: { type: ESME }, alert: "8F0A", arrival: once, jitter: 1500ms }
  - { name: storm, devices: { type: ESME, count: 1 }, alert: "8F3D", arrival: { every: 50ms }, until: 1s }
  - { name: network, devices: { type: ESME }, alert: "8F36", recipient: NetworkOperator, arrival: once, jitter: 1s }
  - { name: after, devices: { type: ESME, count: 1 }, alert: "8F3D", arrival: { at: [2s] } }
`;

/** Makes a workplace; `edit` may change the scenario's text. */
export async function workplace(edit: (scenario: string) => string = (text) => text): Promise<Workplace> {
  const directory = await mkdtemp(join(tmpdir(), 'stormproof-'));
  const scenario = join(directory, 'small-storm.yaml');
  await writeFile(join(directory, 'small.yaml'), PROFILE);
  await writeFile(scenario, edit(SCENARIO));
  return {
    directory,
    scenario,
    record: (name) => join(directory, name),
    leftovers: async () =>
      (await readdir(directory)).filter((name) => !['small.yaml', 'small-storm.yaml'].includes(name)),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
