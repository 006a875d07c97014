// A storm whose ledgers go to disk as they fill: a few rows in memory, all others in a file. Nothing is lost on the way,
// nothing is left behind, and a disk that takes nothing ends the run with its own failure.

import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SpoolFile } from '../../src/columns/spool-file.ts';
import { readRecord } from '../../src/record/read-record.ts';
import type { RunEvent } from '../../src/run/progress.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import { verifyRecord } from '../../src/run/verify-record.ts';
import { type Workplace, workplace } from './small-storm.ts';

/** Far fewer than any site of these runs has. */
const ROWS = 5;

let place: Workplace;
let spools: string;

beforeEach(async () => {
  // Storms everywhere, so that several sites have much to hand over.
  place = await workplace((text) =>
    text.replace('name: storm, devices: { type: ESME, count: 1 }', 'name: storm, devices: { type: ESME }'),
  );
  spools = join(place.directory, 'spools');
  await mkdir(spools);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await place.remove();
});

const options = (name: string) => ({ scenario: place.scenario, out: place.record(name), brokers: 2 });

test.each([1, 2])('by %i broker(s), every row that was on disk is in the history', async (brokers) => {
  const append = vi.spyOn(SpoolFile.prototype, 'append');
  const read = vi.spyOn(SpoolFile.prototype, 'read');
  const { directory, run } = await runScenario({ ...options('run'), brokers }, { ledgerRows: ROWS });
  expect(run.checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive')).toEqual([]);
  const { totals } = run;
  const { history } = await readRecord(directory);
  const acknowledged = history.acknowledgedUs.filter((us) => !Number.isNaN(us)).length;
  expect(acknowledged).toBe(totals.planned);
  expect([run.verdict, totals.received]).toEqual(['pass', totals.planned]);
  // Both ledgers of every site and both lists of the meters: all of it but what is left in memory.
  const rows = totals.received + totals.delivered + totals.sent + acknowledged;
  const rowsOnDisk = ROWS * append.mock.calls.length;
  expect(rowsOnDisk).toBeGreaterThanOrEqual(rows - 2 * (brokers + 1) * ROWS);
  expect(rowsOnDisk).toBeLessThan(rows);
  expect(read.mock.calls.length).toBe(append.mock.calls.length);
  expect(history.length).toBe(totals.planned);
  expect((await verifyRecord(directory)).checks).toEqual(run.checks);
});

test('a run that fits into memory makes no file', async () => {
  const append = vi.spyOn(SpoolFile.prototype, 'append');
  await runScenario(options('run'));
  expect(append).not.toHaveBeenCalled();
});

test('nothing is left of the file, whether the storm ends, is interrupted, or breaks', async () => {
  vi.stubEnv('TMPDIR', spools);
  const stop = new AbortController();
  const append = vi.spyOn(SpoolFile.prototype, 'append');
  append.mockImplementationOnce(function (this: SpoolFile, pieces) {
    stop.abort();
    return this.append(pieces);
  });
  const stopped = await runScenario({ ...options('stopped'), signal: stop.signal }, { ledgerRows: ROWS });
  expect(stopped.run.interrupted).toBe(true);
  expect((await readRecord(stopped.directory)).history.length).toBe(stopped.run.totals.planned);
  expect(append.mock.calls.length).toBeGreaterThan(1);
  expect(await ownLeftovers()).toEqual([]);

  const meterWorker = new URL('./workers/dying-worker.ts', import.meta.url);
  await expect(runScenario(options('died'), { ledgerRows: ROWS, meterWorker })).rejects.toThrow('died');
  expect(await ownLeftovers()).toEqual([]);
});

test('a disk that takes nothing ends the run while it goes on', async () => {
  const phases: string[] = [];
  const onEvent = (event: RunEvent): void => {
    phases.push(event.event);
    // Not before: the threads that translate the tests need the directory to begin with.
    const allThere = event.event === 'connecting' && event.connected === event.devices;
    if (allThere) vi.stubEnv('TMPDIR', join(spools, 'not-there'));
  };
  const run = runScenario({ ...options('run'), onEvent }, { ledgerRows: ROWS });
  await expect(run).rejects.toMatchObject({
    kind: 'spool-unwritable',
    exitCode: 4,
    message: expect.stringMatching(/could not be kept below .*not-there \(ENOENT/),
  });
  // All were connected, and two seconds of sending lay ahead.
  expect(phases).toContain('connecting');
  expect(phases).not.toContain('draining');
  expect(phases).not.toContain('judging');
  await rm(spools, { recursive: true });
  expect(await place.leftovers()).toEqual([]);
});

/** What a run has left among the temporary files; the translator of the tests keeps its own there. */
async function ownLeftovers(): Promise<string[]> {
  return (await readdir(spools)).filter((name) => name.startsWith('stormproof-'));
}
