// The whole path with real parts: meters on threads, sockets, broker, Users; the record it leaves, and the verdict
// derived from that record again.

import { appendFile, cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StormError } from '../../src/domain/failure.ts';
import { planScenario } from '../../src/run/plan-scenario.ts';
import type { RunEvent } from '../../src/run/progress.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import { verifyRecord } from '../../src/run/verify-record.ts';
import { type Workplace, workplace } from './small-storm.ts';

let place: Workplace;
beforeAll(async () => {
  place = await workplace();
});
afterAll(() => place.remove());

describe.each([0, 1, 2] as const)('a storm with QoS %d', (qos) => {
  test('is throttled, told to the right Users and judged right; verify says the same', async () => {
    const events: RunEvent[] = [];
    const out = place.record(`qos-${qos}`);
    const { run } = await runScenario({
      scenario: place.scenario,
      qos,
      out,
      onEvent: (event) => events.push(event),
    });

    expect(run.checks.map(({ id, verdict }) => `${id}: ${verdict}`)).toEqual([
      'conservation: pass',
      'answers: pass',
      'quiet-traffic: pass',
      'isolation: pass',
      'exclusion: not-exercised',
      'ceiling: pass',
      'floor: pass',
      'recovery: not-exercised',
      'metadata: pass',
      'ordering: pass',
      'decisions: pass',
      'metadata-values: pass',
      'saturation: pass',
      'pacing: pass',
    ]);
    expect(run.verdict).toBe('pass');
    expect(run.totals).toMatchObject({ planned: 63, sent: 63, received: 63, refused: 0 });
    expect(run.totals.delivered + run.totals.discarded).toBe(63);
    expect(run.totals.discarded).toBeGreaterThan(10);
    expect(run.latency['response.deliver']?.samples).toBe(run.totals.delivered);
    expect(run.generator).toMatchObject({ client: 'fast', dropped: 0, unacknowledged: 0, reconnects: 0 });
    expect(events[0]).toMatchObject({ event: 'planned', identity: { planHash: run.plan.hash, seed: 11 } });
    expect(events.at(-1)).toEqual({ event: 'recorded', directory: out });

    const verified = await verifyRecord(out);
    expect(verified).toMatchObject({ verdict: 'pass', agrees: true, checks: run.checks, totals: run.totals });
  });
});

test('the reference client sends the same plan to the same verdict, and the record says which it was', async () => {
  const { run } = await runScenario({
    scenario: place.scenario,
    client: 'mqtt.js',
    out: place.record('reference'),
  });
  expect(run.totals).toMatchObject({ planned: 63, sent: 63, received: 63, refused: 0 });
  expect([run.verdict, run.generator.client, run.generator.unacknowledged]).toEqual(['pass', 'mqtt.js', 0]);
});

test('connects Users and all Devices before the first Alert', async () => {
  const phases: string[] = [];
  let connectedAtFirstAlert: number | undefined;
  await runScenario({
    scenario: place.scenario,
    out: place.record('order'),
    onEvent: (event) => {
      if (phases.at(-1) !== event.event) phases.push(event.event);
      if (event.event === 'storm' && event.figures.sent > 0)
        connectedAtFirstAlert ??= event.figures.connected;
    },
  });
  expect(phases).toEqual(['planned', 'connecting', 'storm', 'draining', 'judging', 'recorded']);
  expect(connectedAtFirstAlert).toBe(21);
});

test('the plan hash is the same for 1, 2 and 7 workers, and what was sent is that plan', async () => {
  const { planHash } = await planScenario({ scenario: place.scenario });
  const sent = new Set<string>();
  for (const workers of [1, 2, 7]) {
    const out = place.record(`workers-${workers}`);
    const { run } = await runScenario({ scenario: place.scenario, workers, out });
    expect(run).toMatchObject({ verdict: 'pass', plan: { hash: planHash }, generator: { workers } });
    const { history } = await (await import('../../src/record/read-record.ts')).readRecord(out);
    const rows = Array.from(
      history.id,
      (id, row) => `${id} ${history.plannedUs[row]} ${history.payloadCrc[row]}`,
    );
    sent.add(rows.sort().join('\n'));
  }
  expect(sent.size).toBe(1);
});

test('a record with one byte changed is refused, whichever file it is in', async () => {
  const original = place.record('qos-1');
  for (const file of await readdir(original)) {
    const copy = place.record(`changed-${file}`);
    await cp(original, copy, { recursive: true });
    const bytes = await readFile(join(copy, file));
    const middle = bytes.length >> 1;
    bytes[middle] = bytes[middle]! ^ 1;
    await writeFile(join(copy, file), bytes);
    const thrown = await verifyRecord(copy).then(
      () => null,
      (error: unknown) => error,
    );
    expect(thrown, file).toBeInstanceOf(StormError);
    expect(thrown, file).toMatchObject({ kind: 'record-changed', exitCode: 2 });
  }
});

test('a record with a file cut short or lengthened is refused', async () => {
  const copy = place.record('lengthened');
  await cp(place.record('qos-1'), copy, { recursive: true });
  await appendFile(join(copy, 'run.json'), ' ');
  await expect(verifyRecord(copy)).rejects.toMatchObject({ kind: 'record-changed' });
});

test('a run that is stopped keeps a partial record that can be judged and does not pass', async () => {
  const stop = new AbortController();
  const out = place.record('stopped');
  const { run } = await runScenario({
    scenario: place.scenario,
    out,
    signal: stop.signal,
    onEvent: (event) => {
      if (event.event === 'storm' && event.figures.sent > 5) stop.abort();
    },
  });
  expect(run).toMatchObject({ verdict: 'inconclusive', interrupted: true });
  expect(run.totals.sent).toBeLessThan(run.totals.planned);
  expect(run.totals.received).toBe(run.totals.sent);
  expect(run.generator.dropped).toBe(run.totals.planned - run.totals.sent);
  expect(await verifyRecord(out)).toMatchObject({ verdict: 'inconclusive', agrees: true });
});
