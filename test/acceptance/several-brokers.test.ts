// Two brokers with a throttle each for half of the Devices: the run is judged as one, each throttle's sequence ids by
// themselves, and the record says which gate every Alert came to.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRecord } from '../../src/record/read-record.ts';
import type { RunOutcome } from '../../src/run/run-options.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import { verifyRecord } from '../../src/run/verify-record.ts';
import { type Workplace, workplace } from './small-storm.ts';

let place: Workplace;
let outcome: RunOutcome;

beforeAll(async () => {
  // Storms on both halves, so that both throttles hand out ids.
  place = await workplace((text) =>
    text.replace('name: storm, devices: { type: ESME, count: 1 }', 'name: storm, devices: { type: ESME }'),
  );
  outcome = await runScenario({ scenario: place.scenario, out: place.record('run'), brokers: 2 });
});

afterAll(() => place.remove());

test('a storm over two brokers passes, with every Alert received', () => {
  const { verdict, totals, refused, generator } = outcome.run;
  expect(
    outcome.run.checks.filter((check) => check.verdict === 'fail' || check.verdict === 'inconclusive'),
  ).toEqual([]);
  expect([verdict, totals.received, refused]).toEqual(['pass', totals.planned, {}]);
  expect(generator.threads.map(({ thread }) => thread)).toEqual([
    'broker 1',
    'broker 2',
    'users',
    'meters 1',
    'meters 2',
  ]);
});

test('every Alert names its gate, no Device comes to two, and both throttles count ids from 1', async () => {
  const { history } = await readRecord(outcome.directory);
  expect(history.header.gates).toBe(2);
  const gatesOf = new Map<number, Set<number>>();
  const firstIds = [0, 1].map(() => Number.POSITIVE_INFINITY);
  for (let row = 0; row < history.length; row++) {
    const gate = history.gate![row]!;
    gatesOf.set(history.device[row]!, (gatesOf.get(history.device[row]!) ?? new Set()).add(gate));
    const id = history.sequenceId[row]!;
    if (!Number.isNaN(id)) firstIds[gate] = Math.min(firstIds[gate]!, id);
  }
  expect(new Set([...gatesOf.values()].map((gates) => gates.size))).toEqual(new Set([1]));
  expect(firstIds).toEqual([1, 1]);
});

test('the verdict can be derived again from the record', async () => {
  const { verdict, checks } = await verifyRecord(outcome.directory);
  expect([verdict, checks]).toEqual(['pass', outcome.run.checks]);
});
