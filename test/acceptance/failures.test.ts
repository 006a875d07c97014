// What breaks around a run: each has its own kind and exit code, stops everything, and leaves nothing behind.

import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StormError } from '../../src/domain/failure.ts';
import type { RunOptions } from '../../src/run/run-options.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import type { StormSeams } from '../../src/run/storm-order.ts';
import { type Workplace, workplace } from './small-storm.ts';

let place: Workplace;
beforeEach(async () => {
  place = await workplace();
});
afterEach(() => place.remove());

const failing = async (options: Partial<RunOptions>, seams?: StormSeams): Promise<StormError> => {
  const outcome = runScenario({ scenario: place.scenario, out: place.record('run'), ...options }, seams);
  const thrown = await outcome.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof StormError)) throw new Error(`expected a StormError, got ${String(thrown)}`);
  return thrown;
};

test('a worker that dies mid-run ends the run with its exit code in the message', async () => {
  const meterWorker = new URL('./workers/dying-worker.ts', import.meta.url);
  const failure = await failing({}, { meterWorker });
  expect(failure).toMatchObject({ kind: 'worker-died', exitCode: 4 });
  expect(failure.message).toBe('meter worker 1 died during the run: worker exited with code: 7');
  expect(await place.leftovers()).toEqual([]);
});

test('a port in use is named', async () => {
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
  const { port } = squatter.address() as { port: number };
  const failure = await failing({ port });
  squatter.close();
  expect(failure).toMatchObject({
    kind: 'port-in-use',
    exitCode: 4,
    message: `port ${port} on 127.0.0.1 is taken`,
  });
  expect(await place.leftovers()).toEqual([]);
});

test('a record is never overwritten, and the run is not even started', async () => {
  await mkdir(place.record('run'));
  const failure = await failing({ onEvent: () => expect.unreachable('nothing may be started') });
  expect(failure).toMatchObject({ kind: 'record-exists', exitCode: 2 });
});

test('a directory that cannot be written to is found out before anything is started', async () => {
  await writeFile(place.record('file'), '');
  const failure = await failing({
    out: `${place.record('file')}/run`,
    onEvent: () => expect.unreachable('nothing may be started'),
  });
  expect(failure).toMatchObject({ kind: 'directory-unwritable', exitCode: 4 });
});

test('more Devices than the process has sockets for are refused by number', async () => {
  await place.remove();
  place = await workplace((text) => text.replace('hubs: 21', 'hubs: 900000'));
  const failure = await failing({});
  expect(failure).toMatchObject({ kind: 'too-many-sockets', exitCode: 4 });
  expect(failure.message).toContain('900000 connections need about 1800200 open files');
  expect(await place.leftovers()).toEqual([]);
});
