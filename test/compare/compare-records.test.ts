// Records in directories: found, paired, checked against their manifests, compared.

import { appendFile, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareRecords } from '../../src/compare/compare-records.ts';
import { exampleRun } from '../report/example-run.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { discarded } from '../verify/history-of.ts';
import { writtenRecord } from './record-of.ts';

const path = temporaryDirectory();
const ROWS = [{ at: 1 }, discarded({ at: 2 })];
const CHANGED = [{ at: 1 }, { at: 2 }];
const named = (name: string) => ({ scenario: { ...exampleRun().scenario, name } });

/** A directory with records of these scenarios. */
async function records(names: readonly string[], rows = ROWS): Promise<string> {
  const directory = path('records');
  await mkdir(directory);
  for (const name of names) await writtenRecord(join(directory, name), rows, named(name));
  return directory;
}

describe('two records', () => {
  it('are compared, each read from its directory', async () => {
    const [run, baseline] = [
      await writtenRecord(path('run'), CHANGED),
      await writtenRecord(path('base'), ROWS),
    ];
    const report = await compareRecords(run, baseline);
    expect(report).toMatchObject({ schemaVersion: 1, regressed: true, unpaired: [], unreadable: [] });
    expect(report.comparisons).toEqual([
      expect.objectContaining({
        run: expect.objectContaining({ directory: run }),
        baseline: expect.objectContaining({ directory: baseline }),
        decisions: expect.objectContaining({ compared: 2, deliveredNow: 1 }),
      }),
    ]);
  });

  it('are a pair whatever their scenarios', async () => {
    const [run, baseline] = [
      await writtenRecord(path(), ROWS, named('a')),
      await writtenRecord(path(), ROWS, named('b')),
    ];
    const { comparisons } = await compareRecords(run, baseline);
    expect(comparisons[0]?.identity).toEqual([{ what: 'scenario', baseline: 'b', run: 'a' }]);
  });

  it('may be kept without reports and latency logs, but not without evidence', async () => {
    const [run, baseline] = [await writtenRecord(path(), ROWS), await writtenRecord(path(), ROWS)];
    for (const name of ['latency.hlog', 'timeline.json', 'summary.md']) await rm(join(baseline, name));
    expect((await compareRecords(run, baseline)).regressed).toBe(false);
    await rm(join(baseline, 'profile.yaml'));
    await expect(compareRecords(run, baseline)).rejects.toMatchObject({ kind: 'record-unreadable' });
  });

  it.each(['history.ndjson.gz', 'run.json', 'summary.md'])(
    'are not compared when %s was changed',
    async (name) => {
      const [run, baseline] = [await writtenRecord(path(), ROWS), await writtenRecord(path(), ROWS)];
      await appendFile(join(baseline, name), '\n');
      await expect(compareRecords(run, baseline)).rejects.toMatchObject({
        kind: 'record-unreadable',
        exitCode: 4,
        message: `nothing can be compared: the record in ${baseline} is not what was written: ${name} was changed`,
      });
    },
  );

  it.each(['', '{}', '{"schemaVersion":1}', '[', '{"schemaVersion":2}'])(
    'are not compared when run.json is no run document: %j',
    async (text) => {
      const [run, baseline] = [await writtenRecord(path(), ROWS), path()];
      await mkdir(baseline);
      await writeFile(join(baseline, 'run.json'), text);
      await expect(compareRecords(run, baseline)).rejects.toMatchObject({ kind: 'record-unreadable' });
    },
  );

  it('are held to the bounds that are stated', async () => {
    const [run, baseline] = [await writtenRecord(path(), CHANGED), await writtenRecord(path(), ROWS)];
    const allow = { 'decisions.changed': '+1', 'storm.discarded': '-1', 'storm.delivered': '+1' };
    expect((await compareRecords(run, baseline, { allow })).regressed).toBe(true);
    const all = { ...allow, 'total.discarded': '-1', 'total.delivered': '+1' };
    expect((await compareRecords(run, baseline, { allow: all })).regressed).toBe(false);
  });

  it('refuse a bound on a stream that neither has', async () => {
    const record = await writtenRecord(path(), ROWS);
    await expect(compareRecords(record, record, { allow: { 'strom.sent': '+1' } })).rejects.toMatchObject({
      kind: 'usage',
      hint: 'Did you mean storm.sent?',
    });
  });
});

describe('a path that is no record', () => {
  it('is missing', async () => {
    const record = await writtenRecord(path(), ROWS);
    const gone = path();
    await expect(compareRecords(record, gone)).rejects.toMatchObject({
      kind: 'file-missing',
      message: `baseline not found: ${gone}`,
    });
  });

  it('is a file, or a directory without records', async () => {
    const record = await writtenRecord(path(), ROWS);
    await expect(compareRecords(record, join(record, 'run.json'))).rejects.toMatchObject({
      kind: 'record-unreadable',
    });
    const empty = path();
    await mkdir(empty);
    await expect(compareRecords(record, empty)).rejects.toMatchObject({
      kind: 'usage',
      message: `no record in ${record} has a baseline in ${empty}`,
    });
  });
});

describe('two directories', () => {
  it('are compared pair by pair; a baseline without a run is a regression, a run without a baseline is none', async () => {
    const [runs, baselines] = [await records(['a', 'b', 'new']), await records(['b', 'a', 'gone'])];
    const report = await compareRecords(runs, baselines);
    expect(report.comparisons.map(({ run, regressed }) => [run.scenario, regressed])).toEqual([
      ['a', false],
      ['b', false],
    ]);
    expect(report.unpaired).toEqual([
      {
        side: 'baseline',
        directory: join(baselines, 'gone'),
        scenario: 'gone',
        reason: 'no-run',
        judgement: 'regression',
      },
      {
        side: 'run',
        directory: join(runs, 'new'),
        scenario: 'new',
        reason: 'no-baseline',
        judgement: 'noted',
      },
    ]);
    expect(report.regressed).toBe(true);
    expect((await compareRecords(runs, baselines, { partial: true })).regressed).toBe(false);
  });

  it('regress with any of their pairs', async () => {
    const [runs, baselines] = [await records(['a']), await records(['a', 'b'])];
    await writtenRecord(join(runs, 'b'), CHANGED, named('b'));
    expect((await compareRecords(runs, baselines)).regressed).toBe(true);
  });

  it('go on past a pair that cannot be read, and say which', async () => {
    const [runs, baselines] = [await records(['a', 'b']), await records(['a', 'b'])];
    await appendFile(join(baselines, 'a', 'profile.yaml'), '#');
    const report = await compareRecords(runs, baselines);
    expect(report.comparisons.map(({ run }) => run.scenario)).toEqual(['b']);
    expect(report.unreadable).toEqual([
      {
        scenario: 'a',
        run: join(runs, 'a'),
        baseline: join(baselines, 'a'),
        problem: expect.stringContaining('profile.yaml was changed'),
      },
    ]);
  });

  it('pass over links, hidden directories and what is no record', async () => {
    const [runs, baselines] = [await records(['a']), await records(['a'])];
    await symlink('a', join(runs, 'latest'), 'dir');
    await mkdir(join(runs, '.a.partial-1'));
    await writeFile(join(runs, '.a.partial-1', 'run.json'), '');
    await mkdir(join(runs, 'notes'));
    await writeFile(join(runs, 'README'), '');
    expect(await readdir(runs)).toHaveLength(5);
    const report = await compareRecords(runs, baselines);
    expect([report.comparisons.length, report.unpaired]).toEqual([1, []]);
  });
});

describe('one record beside a directory', () => {
  it('finds its partner there and asks nothing of the others', async () => {
    const directory = await records(['a', 'b']);
    const record = await writtenRecord(path(), ROWS, named('b'));
    for (const report of [await compareRecords(record, directory), await compareRecords(directory, record)]) {
      expect(report).toMatchObject({
        regressed: false,
        unpaired: [],
        comparisons: [{ run: { scenario: 'b' } }],
      });
    }
  });
});
