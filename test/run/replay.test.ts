// A trace from its file to its record, in virtual time: what is kept of it, that its verdict can be derived again without
// it, and that what a run received is decided alike when it is replayed.

import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InputError } from '../../src/domain/diagnostic.ts';
import { readRecord } from '../../src/record/read-record.ts';
import { planScenario } from '../../src/run/plan-scenario.ts';
import { type ReplayOptions, replayScenario } from '../../src/run/replay-scenario.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import { validateFile } from '../../src/run/validate-file.ts';
import { verifyRecord } from '../../src/run/verify-record.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const newPath = temporaryDirectory();
const directory = newPath('place');
const at = (name: string): string => join(directory, name);

const PROFILE = `profile: 1
name: small
provenance: { status: illustrative, source: "values chosen for testing" }
default:
  threshold: 3
  window: { shape: tumbling, length: 60s }
  forward: { period: 20s }
`;

const METER = '00-0D-6F-00-00-00-00-01';
const storm = Array.from({ length: 12 }, (_, n) => `${n * 5},${METER},81C3,${n + 100}\n`).join('');
const CSV = `time,device,code,counter\n${storm}7,00-0D-6F-00-00-00-00-02,8F0A,1\nx,${METER},81C3,1\n`;

beforeAll(async () => {
  await mkdir(directory);
  await writeFile(at('small.yaml'), PROFILE);
  await writeFile(at('storm.csv'), CSV);
});

const options = (parts: Partial<ReplayOptions> = {}): ReplayOptions => ({
  trace: at('storm.csv'),
  profile: at('small.yaml'),
  mode: 'virtual',
  out: newPath('record'),
  ...parts,
});

const replay = async (parts: Partial<ReplayOptions> = {}) =>
  runScenario(await replayScenario(options(parts)));

/** What became of each Alert. */
const fates = async (record: string) => {
  const { history } = await readRecord(record);
  return [...history.outcome].map((outcome, row) => [history.counter[row], history.receivedUs[row], outcome]);
};

describe('a replay', () => {
  it('is judged like any run, and keeps where its Alerts came from', async () => {
    const { run, directory: record } = await replay({
      expect: ['trace.discarded > 0', 'trace.planned == 13'],
    });
    expect(run).toMatchObject({
      verdict: 'pass',
      scenario: { name: 'replay-storm', title: 'Replay of storm.csv' },
      claims: ['conservation', 'answers', 'decisions'],
      durationUs: 56_000_000,
      totals: { planned: 13, received: 13, delivered: 6, discarded: 7 },
      trace: {
        file: at('storm.csv'),
        format: 'csv',
        lines: 14,
        used: 13,
        skipped: 1,
        reordered: 1,
        repeated: 0,
        shiftUs: 0,
        leftOut: 0,
        firstAt: null,
      },
      effective: { scenario: { trace: { file: at('storm.csv'), shiftUs: 0, strict: false } } },
    });
    expect(run.trace!.firstSkipped).toEqual([
      expect.stringMatching(/storm\.csv:15:1: `time` must be .*; found x$/),
    ]);
    expect(run.effective.scenario).not.toHaveProperty('population');
    const { scenarioText } = await readRecord(record);
    expect(parseScenario(scenarioText, 'scenario.yaml').trace).toMatchObject({ file: at('storm.csv') });
  });

  it('is verified again where its trace is no more', async () => {
    const trace = newPath('gone.csv');
    await cp(at('storm.csv'), trace);
    const { directory: record } = await replay({ trace });
    await rm(trace);
    expect(await verifyRecord(record)).toMatchObject({ verdict: 'pass', agrees: true });
  });

  it('may be shifted, which moves it over the edges of windows that are aligned to the clock', async () => {
    const plain = await replay();
    const shifted = await replay({ shift: '30s' });
    expect(shifted.run).toMatchObject({ durationUs: 86_000_000, trace: { shiftUs: 30_000_000 } });
    const times = (rows: Awaited<ReturnType<typeof fates>>) => rows.map(([, us]) => us);
    const before = await fates(plain.directory);
    const after = await fates(shifted.directory);
    expect(times(after)).toEqual(times(before).map((us) => us! + 30_000_000));
    expect(after.map(([, , outcome]) => outcome)).not.toEqual(before.map(([, , outcome]) => outcome));
  });

  it('has no storm in it to pass: a quiet trace is no failure', async () => {
    const trace = newPath('quiet.csv');
    await writeFile(trace, `time,device,code\n0,${METER},81C3\n`);
    expect((await replay({ trace })).run).toMatchObject({ verdict: 'pass', totals: { discarded: 0 } });
  });

  it('is refused for a bad line when it is to be strict, and nothing is written', async () => {
    const out = newPath('never');
    const refusal = (await replay({ strict: true, out }).catch((thrown: unknown) => thrown)) as InputError;
    expect(refusal).toMatchObject({ kind: 'bad-trace', exitCode: 2 });
    expect(refusal.diagnostics).toHaveLength(1);
    await expect(readFile(join(out, 'run.json'))).rejects.toThrow('ENOENT');
  });

  it('says what is wrong with an expectation', async () => {
    await expect(replay({ expect: ['trace.discardd > 0'] })).rejects.toMatchObject({
      diagnostics: [
        {
          file: 'replay.yaml (made for this replay)',
          message: 'no figure is called `trace.discardd`',
          hint: 'did you mean `trace.discarded`?',
        },
      ],
    });
  });

  it.each([
    [{ profile: undefined }, 'a trace says nothing of the throttle, so a replay needs a profile'],
    [{ speed: 60 }, '--speed makes no sense with --virtual: virtual time is as fast as it can be'],
    [{ trace: 'nowhere.csv' }, 'trace not found: nowhere.csv'],
    [{ trace: directory }, `${directory} is no run record: it has no readable run.json`],
  ])('is refused with %j', async (parts, message) => {
    await expect(replay(parts as Partial<ReplayOptions>)).rejects.toMatchObject({ message, exitCode: 2 });
  });

  it('is named after its file, whatever that is called', async () => {
    const name = async (trace: string) =>
      (await replayScenario(options({ trace }))).scenarioText!.split('\n')[2];
    expect(await name('a/Storm of 5. March.NDJSON.gz')).toBe('name: replay-storm-of-5-march');
    expect(await name('störung"\n.csv')).toBe('name: replay-st-rung');
    expect(await name('….csv')).toBe('name: replay-trace');
  });

  it('writes no path into its scenario that would mean another one there', async () => {
    const trace = newPath('odd" # {name}\n.csv');
    await cp(at('storm.csv'), trace);
    expect((await replay({ trace })).run.trace).toMatchObject({ file: trace, used: 13 });
  });
});

describe('the replay of a record', () => {
  it('is decided as the run was, by its own profile, with a tumbling window, too', async () => {
    const first = await replay({ shift: '47s' });
    const again = await replay({ trace: first.directory, profile: undefined } as never);
    expect(again.run).toMatchObject({
      scenario: { name: 'replay-replay-storm' },
      profile: { name: 'small' },
      trace: { format: 'history', file: join(first.directory, 'history.ndjson.gz'), used: 13 },
    });
    expect(await fates(again.directory)).toEqual(await fates(first.directory));
  });

  it('shows what another setting would have done', async () => {
    const first = await replay();
    const settings = [{ path: 'profile.default.threshold', value: 100 }];
    const again = await replay({ trace: first.directory, settings });
    expect([first.run.totals.discarded, again.run.totals.discarded]).toEqual([7, 0]);
  });

  it('is refused when the record was changed, or has no history', async () => {
    const first = await replay();
    await writeFile(join(first.directory, 'scenario.yaml'), 'scenario: 1\n');
    await expect(replay({ trace: first.directory })).rejects.toMatchObject({ kind: 'record-changed' });
    const bare = await replay({ history: false });
    await expect(replay({ trace: bare.directory })).rejects.toMatchObject({ kind: 'record-without-history' });
  });
});

describe('a scenario with a trace', () => {
  const scenario = async (trace: string, more = ''): Promise<string> => {
    const path = at(`${trace.length}-${more.length}.yaml`);
    await writeFile(
      path,
      `scenario: 1\nname: storms\ntitle: T\nclaims: [decisions]\nprofile: small.yaml\ntrace: ${trace}\n${more}`,
    );
    return path;
  };

  it('finds the trace beside itself, and may vary what there is', async () => {
    const path = await scenario('{ file: storm.csv }', 'expect: ["trace.delivered == 6"]\n');
    const out = newPath('record');
    const { run } = await runScenario({ scenario: path, mode: 'virtual', out });
    expect(run).toMatchObject({ verdict: 'pass', trace: { file: at('storm.csv') } });
    const settings = [{ path: 'trace.shift', value: '5s' }];
    const moved = await runScenario({ scenario: path, mode: 'virtual', out: newPath('record'), settings });
    expect(moved.run.trace).toMatchObject({ shiftUs: 5_000_000 });
    expect(await verifyRecord(moved.directory)).toMatchObject({ agrees: true });
  });

  it('may cut the trace short', async () => {
    const path = await scenario('{ file: storm.csv }', 'duration: 30s\n');
    const { run } = await runScenario({ scenario: path, mode: 'virtual', out: newPath('record') });
    expect(run).toMatchObject({
      durationUs: 30_000_000,
      plan: { alerts: 7 },
      trace: { used: 13, leftOut: 6 },
    });
  });

  it('is valid only with its trace', async () => {
    expect(await validateFile(await scenario('{ file: storm.csv }'))).toMatchObject({ name: 'storms' });
    await expect(validateFile(await scenario('{ file: storm.csv, strict: true }'))).rejects.toMatchObject({
      diagnostics: [{ line: 15, column: 1 }],
    });
    await expect(validateFile(await scenario('{ file: gone.csv }'))).rejects.toMatchObject({
      kind: 'file-missing',
    });
  });

  it('is planned by Alert Code, with the Devices that send each', async () => {
    const plan = await planScenario({ scenario: await scenario('{ file: storm.csv }') });
    expect(
      plan.streams.map(({ name, alertCode, devices, alerts }) => [name, alertCode, devices, alerts]),
    ).toEqual([
      ['trace', '81C3', 1, 12],
      ['trace', '8F0A', 1, 1],
    ]);
    expect(plan).toMatchObject({ devices: 2, alerts: 13, trace: { used: 13 } });
  });
});
