// Recorded traces over real sockets: sent again with their gaps, decided as in virtual time; and what a run over MQTT
// received is decided alike when its record is replayed. The command says what it left out, and refuses when asked to.

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { replayTrace, verifyRecord } from '../../src/index.ts';
import { readRecord } from '../../src/record/read-record.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { stormproof } from './command-line.ts';

const newPath = temporaryDirectory();
const directory = newPath('place');
const at = (name: string): string => join(directory, name);

/** Every edge of a window or period of a key is 100 ms of wall time or more from its Alerts, at twenty times the speed. */
const PROFILE = `profile: 1
name: spaced
provenance: { status: illustrative, source: "values chosen for testing" }
default:
  threshold: 2
  window: { shape: sliding, length: 33s }
  forward: { period: 15s, copy: trailing }
  release: { rule: window }
`;

/** Two Devices whose types nobody knows, one of which storms for a minute. */
const TRACE = [
  'time,device,code,recipient',
  ...Array.from({ length: 11 }, (_, n) => `${n * 6},00-0D-6F-00-00-00-00-01,81C3,`),
  '3,00-0D-6F-00-00-00-00-02,8F0A,DCC',
  '70,00-0D-6F-00-00-00-00-02,FFFF,NetworkOperator',
].join('\n');

beforeAll(async () => {
  await mkdir(directory);
  await writeFile(at('spaced.yaml'), PROFILE);
  await writeFile(at('storm.csv'), `${TRACE}\n`);
  await writeFile(at('worn.csv'), `${TRACE}\n80,nobody,81C3,\n`);
});

/** What was decided on each Alert. */
const decided = async (record: string) => {
  const { history } = await readRecord(record);
  return [...history.id].map((_, row) => [
    history.deviceIds[history.device[row]!],
    history.code[row],
    history.counter[row],
    history.reasons[history.reason[row]!],
  ]);
};

test('a trace over MQTT is decided as in virtual time, and so is what the run received', async () => {
  const wishes = { trace: at('storm.csv'), profile: at('spaced.yaml'), expect: ['trace.discarded > 2'] };
  const sent = await replayTrace({ ...wishes, speed: 20, out: newPath('record') });
  expect(sent.run).toMatchObject({
    verdict: 'pass',
    mode: 'mqtt',
    timeScale: 20,
    totals: { planned: 13, sent: 13, received: 13, refused: 0 },
    plan: { devices: 2 },
  });
  expect(await verifyRecord(sent.directory)).toMatchObject({ verdict: 'pass', agrees: true });
  const virtual = await replayTrace({ ...wishes, mode: 'virtual', out: newPath('record') });
  expect(await decided(virtual.directory)).toEqual(await decided(sent.directory));
  const again = await replayTrace({ trace: sent.directory, mode: 'virtual', out: newPath('record') });
  expect(again.run).toMatchObject({
    verdict: 'pass',
    trace: { format: 'history', used: 13, notReceived: 0 },
  });
  expect(await decided(again.directory)).toEqual(await decided(sent.directory));
});

test('counters with gaps, and Alerts that were sent again, are told apart over MQTT as in virtual time', async () => {
  const lines = [0, 6, 12, 18, 24, 30].map(
    (time, n) => `${time},00-0D-6F-00-00-00-00-01,81C3,${2 ** 40 + 7 * (n >> 1)}`,
  );
  const trace = at('again.csv');
  await writeFile(trace, `time,device,code,counter\n${lines.join('\n')}\n`);
  const settings = [{ path: 'profile.duplicates', value: 'ignore' }];
  const wishes = { trace, profile: at('spaced.yaml'), settings };
  const sent = await replayTrace({ ...wishes, speed: 20, out: newPath('record') });
  expect(sent.run).toMatchObject({ verdict: 'pass', trace: { repeated: 3 }, totals: { received: 6 } });
  expect(await verifyRecord(sent.directory)).toMatchObject({ agrees: true });
  const virtual = await replayTrace({ ...wishes, mode: 'virtual', out: newPath('record') });
  expect(await decided(virtual.directory)).toEqual(await decided(sent.directory));
  const again = await replayTrace({
    trace: sent.directory,
    settings,
    mode: 'virtual',
    out: newPath('record'),
  });
  expect(await decided(again.directory)).toEqual(await decided(sent.directory));
});

test('the command says which lines it left out, and goes on', async () => {
  const flags = ['--profile', at('spaced.yaml'), '--virtual', '--out', newPath('record')];
  const { code, stdout, stderr } = await stormproof(['replay', at('worn.csv'), ...flags]);
  expect(code, stderr).toBe(0);
  const said =
    'worn.csv:15:4: `device` must be an EUI-64: eight hexadecimal octets joined by `-`; found nobody';
  expect(stderr.replace(/\s+/g, ' ')).toContain(said);
  expect(stdout.replace(/\s+/g, ' ')).toContain('1 line could not be used');
});

test('the command refuses a worn trace when it is to be strict, and starts and writes nothing', async () => {
  const before = await readdir(directory);
  const flags = ['--profile', at('spaced.yaml'), '--strict', '--out', at('never')];
  const { code, stdout, stderr } = await stormproof(['replay', 'worn.csv', ...flags], directory);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(
    /^worn\.csv:15:4: `device` must be .*; found nobody\n> 15 \| 80,nobody,81C3,\n {5}\| {4}\^\n/,
  );
  expect(stderr).toContain('error: 1 mistake in the trace worn.csv\nhint: Nothing was started.');
  expect(await readdir(directory)).toEqual(before);
});
