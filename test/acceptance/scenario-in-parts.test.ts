// A run of a scenario in parts: its record holds them all, and is judged and compared elsewhere, where no file of the
// scenario is left.

import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareRecords } from '../../src/compare/compare-records.ts';
import type { RunDocument } from '../../src/record/run-document.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import { verifyRecord } from '../../src/run/verify-record.ts';
import { ROOT, stormproof } from './command-line.ts';
import { type Workplace, workplace } from './small-storm.ts';

const FLEET = `part: 1
profile: ../small.yaml
population: { hubs: 21, devices: { ESME: 1 } }
claims: [answers]
expect: ["storm.discarded > 0"]
`;

let place: Workplace;
let run: RunDocument;

beforeAll(async () => {
  place = await workplace((text) =>
    text
      .replace('profile: small.yaml', 'include: [parts/fleet.yaml]')
      .replace('metadata-values, pacing', 'metadata-values')
      .replace(/^population.*\n/m, ''),
  );
  await mkdir(place.record('parts'));
  await writeFile(place.record('parts/fleet.yaml'), FLEET);
  const settings = [{ path: 'streams.background.jitter', value: '1s' }];
  const out = place.record('run');
  ({ run } = await runScenario({ scenario: place.scenario, mode: 'virtual', settings, out }));
  await rename(place.record('parts'), place.record('away'));
});

afterAll(() => place.remove());

it('keeps every part verbatim and names it', async () => {
  expect(run.verdict).toBe('pass');
  expect(run.scenario.parts).toMatchObject([{ path: 'parts/fleet.yaml', file: 'part-01.yaml' }]);
  expect(await readFile(place.record('run/part-01.yaml'), 'utf8')).toBe(FLEET);
});

const SUMS = 'sha256sum scenario.yaml part-*.yaml | sha256sum';

it.runIf(spawnSync('sha256sum', ['--version']).status === 0)('has a hash that anyone can make', async () => {
  const { stdout } = spawnSync('bash', ['-c', SUMS], { cwd: place.record('run'), encoding: 'utf8' });
  expect(stdout).toBe(`${run.scenario.hash}  -\n`);
  expect(await readFile(join(ROOT, 'docs/run-record.md'), 'utf8')).toContain(SUMS);
});

it('is verified by command where the parts are no more, and refused when one was changed', async () => {
  const { code, stdout } = await stormproof(['verify', 'run'], place.directory);
  expect(code).toBe(0);
  expect(stdout).toContain('agrees with the recorded verdict');
  const { agrees, checks } = await verifyRecord(place.record('run'));
  expect([agrees, checks.at(-1)?.id]).toEqual([true, 'expect: storm.discarded > 0']);
  await writeFile(place.record('run/part-01.yaml'), FLEET.replace('21', '22'));
  const changed = await stormproof(['verify', 'run'], place.directory);
  expect([changed.code, changed.stderr]).toEqual([2, expect.stringContaining('part-01.yaml was changed')]);
  await writeFile(place.record('run/part-01.yaml'), FLEET);
});

it('is compared with a run after the part changed, which names what the change came to', async () => {
  await rename(place.record('away'), place.record('parts'));
  await writeFile(place.record('parts/fleet.yaml'), FLEET.replace('21', '30'));
  const args = ['run', place.scenario, '--virtual', '--set', 'streams.background.jitter=1s', '--quiet'];
  const other = await stormproof([...args, '--out', place.record('other')]);
  expect(other.code).toBe(0);
  await rm(place.record('run/timeline.json'));
  const { comparisons } = await compareRecords(place.record('other'), place.record('run'));
  expect(comparisons[0]?.identity.map(({ what }) => what)).toEqual([
    'plan hash',
    'scenario hash',
    'scenario population.hubs',
  ]);
});
