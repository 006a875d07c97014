// Virtual time tells the same story as MQTT: where Alerts arrive in planned order, the same scenario gives the same
// decision on every Alert and the same verdict. And a run in virtual time is a run: recorded, stoppable, verifiable.

import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HARNESS_CHECKS } from '../../src/domain/check-id.ts';
import { readRecord } from '../../src/record/read-record.ts';
import type { RunEvent } from '../../src/run/progress.ts';
import type { RunOptions } from '../../src/run/run-options.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import { verifyRecord } from '../../src/run/verify-record.ts';
import { start, stormproof } from './command-line.ts';
import { fatesOf, spacedProfile } from './fates.ts';
import { type Workplace, workplace } from './small-storm.ts';

/** Every Alert of a key, and every edge of its windows and periods, is 150 ms or more from the next. */
const SPACED = `scenario: 1
name: spaced
title: Two keys of one meter above their threshold, apart from each other
requirements: [SECMP0062-1, SECMP0062-2]
claims: [decisions, metadata-values, isolation]
seed: 5
duration: 6s
profile: spaced-profile.yaml
population: { hubs: 3, devices: { ESME: 1 } }
streams:
  - { name: storm, devices: { type: ESME, count: 1 }, alert: "8F3D", arrival: { every: 300ms }, until: 4s }
  - name: second
    devices: { type: ESME, count: 1 }
    alert: "8F36"
    arrival: { every: 300ms }
    from: 150ms
    until: 3s
  - { name: quiet, devices: { type: ESME }, alert: "8F0A", arrival: { at: [75ms, 5s] } }
  - { name: after, devices: { type: ESME, count: 1 }, alert: "8F3D", arrival: { at: [5900ms] } }
expect:
  - "quiet.discarded == 0"
  - "storm.discarded > 3"
`;

let place: Workplace;
beforeAll(async () => {
  place = await workplace();
  await writeFile(join(place.directory, 'spaced-profile.yaml'), spacedProfile('spaced'));
  await writeFile(join(place.directory, 'spaced.yaml'), SPACED);
});
afterAll(() => place.remove());

const runAs = (mode: 'mqtt' | 'virtual', scenario: string, more: Partial<RunOptions> = {}) =>
  runScenario({
    scenario,
    mode,
    out: place.record(`${mode}-${Math.trunc(process.uptime() * 1e6)}`),
    ...more,
  });

/** What became of every Alert of the plan, in the order of the plan. */
async function decisionsOf(directory: string): Promise<string[]> {
  return fatesOf((await readRecord(directory)).history);
}

describe.each([
  ['a storm with metadata', () => join(place.directory, 'spaced.yaml')],
  ['mass-outage, as shipped', () => 'mass-outage'],
])('%s', (_, scenario) => {
  test('is decided in virtual time as over MQTT, Alert by Alert', async () => {
    const overMqtt = await runAs('mqtt', scenario());
    const virtual = await runAs('virtual', scenario());
    expect(virtual.run.verdict).toBe(overMqtt.run.verdict);
    expect(virtual.run.verdict).toBe('pass');
    expect(await decisionsOf(virtual.directory)).toEqual(await decisionsOf(overMqtt.directory));
    expect(virtual.run.totals).toEqual(overMqtt.run.totals);
    expect(virtual.run.plan).toEqual(overMqtt.run.plan);
    const judged = ({ run }: typeof virtual) =>
      run.checks
        .filter(({ id }) => !HARNESS_CHECKS.includes(id) && !id.includes('latency'))
        .map(({ id, verdict, exercised }) => `${id}: ${verdict} ${exercised}`);
    expect(judged(virtual)).toEqual(judged(overMqtt));
  });
});

test('a record of virtual time says what it is, holds no latency, and is verified as any other', async () => {
  const events: RunEvent['event'][] = [];
  const { run, directory } = await runAs('virtual', place.scenario, {
    onEvent: ({ event }) => events.push(event),
  });
  expect(run).toMatchObject({
    verdict: 'pass',
    mode: 'virtual',
    target: 'none',
    claims: ['conservation', 'quiet-traffic', 'decisions', 'metadata-values', 'pacing'],
    setAside: ['pacing'],
    generator: { workers: 0, late: 0, dropped: 0, unacknowledged: 0, reconnects: 0, threads: [] },
  });
  expect([run.generator.latenessP99Ms, run.generator.latenessMaxMs]).toEqual([null, null]);
  expect(Object.values(run.latency)).toEqual([null, null, null, null]);
  expect(await readdir(directory)).not.toContain('latency.hlog');
  expect(events).toEqual(['planned', 'judging', 'recorded']);
  expect(await verifyRecord(directory)).toMatchObject({ verdict: 'pass', agrees: true, checks: run.checks });
});

test('the same scenario gives the same history in virtual time, byte for byte', async () => {
  const [one, other] = [await runAs('virtual', place.scenario), await runAs('virtual', place.scenario)];
  const histories = await Promise.all([one, other].map(({ directory }) => readRecord(directory)));
  expect(histories[0]!.history).toEqual(histories[1]!.history);
});

test('a run without its history has no history, and verify says so', async () => {
  const { run, directory } = await runAs('virtual', place.scenario, { history: false });
  expect(run).toMatchObject({ verdict: 'pass', history: false });
  expect(await readdir(directory)).not.toContain('history.ndjson.gz');
  await expect(verifyRecord(directory)).rejects.toMatchObject({ kind: 'record-without-history' });
});

test.each([
  ['qos', 1],
  ['port', 1],
  ['workers', 1],
  ['client', 'fast'],
])('%s is refused: nothing is sent', async (option, value) => {
  await expect(runAs('virtual', place.scenario, { [option]: value })).rejects.toMatchObject({
    kind: 'usage',
  });
  expect((await place.leftovers()).filter((name) => name.includes('partial'))).toEqual([]);
});

test('Ctrl-C in the middle keeps a partial record and exits with 130', async () => {
  const slow = place.record('slow.mjs');
  await writeFile(
    slow,
    `export default () => ({
       trackedKeys: 0,
       decide() {
         for (const until = performance.now() + 40; performance.now() < until; );
         return { outcome: 'deliver', reason: 'slow' };
       },
     });`,
  );
  const out = place.record('stopped');
  const run = start(['run', place.scenario, '--virtual', '--throttle', slow, '--out', out]);
  await run.heard('storm');
  await run.heard('/s');
  run.signal('SIGINT');
  const { code, stdout } = await run.finished;
  expect(code).toBe(130);
  expect(stdout).toContain('Interrupted: this is a partial record.');
  const verified = await verifyRecord(out);
  expect(verified).toMatchObject({ agrees: true, run: { interrupted: true, mode: 'virtual' } });
  expect(verified.totals.sent).toBeLessThan(verified.totals.planned);
  expect(verified.totals.received).toBe(verified.totals.sent);
});

test('a throttle that is wrong fails in virtual time too, with exit code 1', async () => {
  const wrong = place.record('wrong.mjs');
  await writeFile(
    wrong,
    `export default () => ({ trackedKeys: 0, decide: () => ({ outcome: 'deliver', reason: 'all' }) });`,
  );
  const { code, stdout } = await stormproof([
    ...['run', place.scenario, '--virtual', '--throttle', wrong, '--out', place.record('failed')],
  ]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^FAIL {2}small-storm/);
});
