// Records of versions that knew fewer checks: what was built since and finds nothing to judge in them contradicts
// nothing; what does find something does.

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { MANIFEST, writeManifest } from '../../src/record/manifest.ts';
import type { RunDocument } from '../../src/record/run-document.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import { verifyRecord } from '../../src/run/verify-record.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const newPath = temporaryDirectory();
const directory = newPath('place');

const PROFILE = `profile: 1
name: small
provenance: { status: illustrative, source: "values chosen for testing" }
default: { threshold: 3, window: { shape: tumbling, length: 60s }, forward: { period: 20s } }
`;
const SCENARIO = `scenario: 1
name: small
title: A storm of a minute
seed: 1
duration: 1m
profile: small.yaml
population: { hubs: 2, devices: { ESME: 1 } }
streams:
  - { name: storm, devices: { type: ESME }, alert: "8F3D", arrival: { every: 5s } }
`;

beforeAll(async () => {
  await mkdir(directory);
  await writeFile(join(directory, 'small.yaml'), PROFILE);
  await writeFile(join(directory, 'scenario.yaml'), SCENARIO);
});

/** A record that was written when there was no such check. */
async function recordWithout(id: string): Promise<string> {
  const out = newPath('record');
  await runScenario({ scenario: join(directory, 'scenario.yaml'), out, mode: 'virtual' });
  const path = join(out, 'run.json');
  const run = JSON.parse(await readFile(path, 'utf8')) as RunDocument;
  await writeFile(path, JSON.stringify({ ...run, checks: run.checks.filter((check) => check.id !== id) }));
  await rm(join(out, MANIFEST));
  await writeManifest(out);
  return out;
}

it('agrees with a record that has no word of saturation, and says that it was not exercised', async () => {
  const { agrees, verdict, checks } = await verifyRecord(await recordWithout('saturation'));
  expect([agrees, verdict]).toEqual([true, 'pass']);
  expect(checks.find(({ id }) => id === 'saturation')?.verdict).toBe('not-exercised');
});

it('disagrees with a record that keeps quiet about a check that its history does exercise', async () => {
  expect((await verifyRecord(await recordWithout('decisions'))).agrees).toBe(false);
});
