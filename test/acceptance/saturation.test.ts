// Runs that ask for more than can be had, on purpose and for a few seconds: a throttle too slow for the rate, and a
// generator that stands still. What ran out is named, nothing is lost from the history, and the record says the same.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readHistory } from '../../src/ledger/history-file.ts';
import type { HealthSeries } from '../../src/measure/harness-health.ts';
import type { RunDocument } from '../../src/record/run-document.ts';
import { historyPath } from '../../src/record/write-record.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import { verifyRecord } from '../../src/run/verify-record.ts';
import { stormproof } from './command-line.ts';
import { type Workplace, workplace } from './small-storm.ts';
import { spoiltThrottle } from './spoilt-throttle.ts';

const METERS = 30;
const GAP_MS = 40;
/** 750 Alerts a second are half as many again as a throttle can decide on that takes 2 ms for each. */
const DECISION_MS = 2;
const SECONDS = 3;
const PLANNED = (METERS * SECONDS * 1_000) / GAP_MS;

let place: Workplace;
beforeEach(async () => {
  place = await workplace();
});
afterEach(() => place.remove());

const check = (document: RunDocument, id: string) => document.checks.find((one) => one.id === id)!;

/** A throttle that decides right, or lets everything through, and burns time on each decision. */
function slowThrottle(decision: 'right' | 'wrong'): Promise<string> {
  const answer = decision === 'right' ? 'honest.decide(arrival)' : "{ outcome: 'deliver', reason: 'open' }";
  return spoiltThrottle(place.directory, {
    decide: `
      const until = performance.now() + ${DECISION_MS};
      while (performance.now() < until);
      return ${answer};`,
  });
}

async function overload(): Promise<void> {
  await writeFile(
    place.scenario,
    `scenario: 1
name: overload
title: More than the broker can take
claims: [decisions, saturation]
seed: 3
duration: ${SECONDS}s
timeScale: 1
profile: small.yaml
population: { hubs: ${METERS}, devices: { ESME: 1 } }
streams:
  - { name: storm, devices: { type: ESME }, alert: "8F3D", arrival: { every: ${GAP_MS}ms } }
`,
  );
}

const run = async (throttle: string) => {
  const flags = ['--quiet', '--json', '--out', 'run', '--throttle', throttle];
  const { code, stdout, stderr } = await stormproof(['run', place.scenario, ...flags], place.directory);
  return { code, stderr, document: JSON.parse(stdout) as RunDocument };
};

test('half as much again as the throttle can take ends inconclusive and names the broker’s thread', async () => {
  await overload();
  const { code, stderr, document } = await run(await slowThrottle('right'));

  expect(code, stderr).toBe(3);
  const { verdict, reason, witness } = check(document, 'saturation');
  expect([document.verdict, verdict]).toEqual(['inconclusive', 'inconclusive']);
  expect(reason).toMatch(
    /the broker was the bottleneck: the broker thread was busy \d+% of the [\d.]+s from 0:00:0\d/,
  );
  expect(reason).toContain('from sending to the gate');
  expect(witness?.entries).toHaveLength(1);
  expect(check(document, 'decisions').verdict).toBe('pass');

  const history = await readHistory(historyPath(place.record('run')));
  expect([...history.id].sort((one, other) => one - other)).toEqual(
    Array.from({ length: PLANNED }, (_, n) => n),
  );
  expect(document.totals).toMatchObject({ planned: PLANNED, sent: PLANNED, received: PLANNED });

  const again = await stormproof(['verify', 'run'], place.directory);
  expect(again.code).toBe(3);
  expect(again.stdout).toContain('the broker thread was busy');
  const summary = await readFile(join(place.record('run'), 'summary.md'), 'utf8');
  expect(summary).toContain('busiest thread broker');
});

test('a throttle that decides wrong fails all the same, however slow it is', async () => {
  await overload();
  const { code, document } = await run(await slowThrottle('wrong'));
  expect([code, document.verdict]).toEqual([1, 'fail']);
  expect(check(document, 'decisions').verdict).toBe('fail');
  expect(check(document, 'saturation').verdict).toBe('inconclusive');
});

test('a generator that stands still is named, and the record says the same', async () => {
  const meterWorker = new URL('./workers/stalling-worker.ts', import.meta.url);
  const out = place.record('stalled');
  const { run: document } = await runScenario({ scenario: place.scenario, out }, { meterWorker });

  const { verdict, reason } = check(document, 'saturation');
  expect([document.verdict, verdict]).toEqual(['inconclusive', 'inconclusive']);
  expect(reason).toMatch(
    /the generator was the bottleneck: the meters 1 thread was busy \d+% of the [\d.]+s/,
  );
  expect(reason).toMatch(/were sent more than 1000ms late/);

  const verified = await verifyRecord(out);
  expect(verified.agrees).toBe(true);
  expect(verified.checks.find(({ id }) => id === 'saturation')).toEqual(check(document, 'saturation'));

  const series = JSON.parse(await readFile(join(out, 'health.json'), 'utf8')) as HealthSeries;
  expect(series.threads.map(({ thread, side }) => [thread, side])).toEqual([
    ['broker', 'broker'],
    ['users', 'broker'],
    ['meters 1', 'generator'],
  ]);
  const { keptPackets } = series.threads[0]!.samples;
  expect(keptPackets).toEqual(keptPackets.map(() => 0));
  const { lateMaxMs, late, wallMs } = series.threads[2]!.samples;
  expect(Math.max(...lateMaxMs.map(Number))).toBeGreaterThan(500);
  expect(late.reduce<number>((sum, count) => sum + Number(count), 0)).toBe(document.generator.late);
  expect(Math.max(...wallMs.map(Number))).toBeGreaterThan(1_500);
});
