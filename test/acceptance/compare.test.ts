// A stored baseline and one command: real runs over MQTT, compared by the built command line.

import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stormproof } from './command-line.ts';
import { type Workplace, workplace } from './small-storm.ts';

let place: Workplace;
let compact: string;

/** What a baseline is kept by, as docs/compare.md says. */
const KEPT = ['run.json', 'history.ndjson.gz', 'scenario.yaml', 'profile.yaml', 'manifest.sha256'];

beforeAll(async () => {
  place = await workplace();
  const strict = join(place.directory, 'strict.yaml');
  const profile = await readFile(join(place.directory, 'small.yaml'), 'utf8');
  await writeFile(strict, profile.replace('threshold: 3', 'threshold: 2'));
  const run = (name: string, ...flags: string[]) =>
    stormproof(['run', place.scenario, '--quiet', '--out', place.record(name), ...flags]);
  for (const { code, stderr } of [
    await run('baselines/small'),
    await run('runs/small'),
    await run('strict', '--profile', strict),
  ]) {
    expect(code, stderr).toBe(0);
  }
  compact = place.record('compact');
  await mkdir(compact);
  for (const name of KEPT) await copyFile(join(place.record('baselines/small'), name), join(compact, name));
}, 120_000);

afterAll(() => place.remove());

describe('stormproof compare', () => {
  test('finds no regression between two runs of one plan and profile, and exits with 0', async () => {
    const { code, stdout } = await stormproof(['compare', place.record('runs/small'), compact]);
    expect(stdout).toMatch(/^NO REGRESSION {2}small-storm\n/);
    expect(code).toBe(0);
  });

  test('pairs directories of records by scenario, and prints JSON', async () => {
    const argv = ['compare', place.record('runs'), place.record('baselines'), '--json'];
    const { code, stdout } = await stormproof(argv);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      regressed: false,
      comparisons: [{ samePlan: true, run: { scenario: 'small-storm' } }],
      unpaired: [],
    });
  });

  test('shows which decisions a lower threshold changes, and exits with 1', async () => {
    const { code, stdout } = await stormproof(['compare', place.record('strict'), compact]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^REGRESSION {2}small-storm\n/);
    expect(stdout).toMatch(/profile default\.threshold +3 +2\n/);
    expect(stdout).toMatch(/Decisions {2}\d+ of \d+ decisions changed/);
    expect(stdout).toMatch(/baseline {2}0:00:0\d\.\d{6} {2}deliver {2}below-threshold/);
  });

  test('lets changes pass that are allowed', async () => {
    const allow = ['--allow', 'decisions.changed=any', '--allow', 'metadata.changed=any'];
    const { code, stdout } = await stormproof(['compare', place.record('strict'), compact, ...allow]);
    expect(stdout).toMatch(/^NO REGRESSION/);
    expect(code).toBe(0);
  });

  test('refuses a baseline that was changed with exit code 4, and a bound that is none with 2', async () => {
    const changed = place.record('changed');
    await mkdir(changed);
    for (const name of KEPT) await copyFile(join(compact, name), join(changed, name));
    await writeFile(join(changed, 'profile.yaml'), 'profile: 1\n');
    const broken = await stormproof(['compare', place.record('strict'), changed]);
    expect([broken.code, broken.stdout]).toEqual([4, '']);
    expect(broken.stderr).toContain('profile.yaml was changed');
    const misspelt = await stormproof(['compare', compact, compact, '--allow', 'strom.sent=+1']);
    expect([misspelt.code, misspelt.stdout]).toEqual([2, '']);
    expect(misspelt.stderr).toContain('Did you mean storm.sent?');
  });
});
