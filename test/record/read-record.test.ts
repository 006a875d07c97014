// A record written and read back: every part as it was; and what is no record of this version is refused.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as hdr from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { StormError } from '../../src/domain/failure.ts';
import { entryAt } from '../../src/ledger/history-builder.ts';
import { writeHistory } from '../../src/ledger/history-file.ts';
import { MANIFEST, writeManifest } from '../../src/record/manifest.ts';
import { readRecord } from '../../src/record/read-record.ts';
import { historyPath, writeRecord } from '../../src/record/write-record.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { recordIn, recordParts } from './record-in.ts';

const newPath = temporaryDirectory();

const refusalOf = async (directory: string): Promise<StormError> => {
  const thrown: unknown = await readRecord(directory).catch((reason: unknown) => reason);
  return thrown instanceof StormError ? thrown : expect.unreachable(`not refused: ${String(thrown)}`);
};

/** A record whose `run.json` says this, sealed again by somebody. */
const resealedWith = async (run: string): Promise<string> => {
  const directory = await recordIn(newPath());
  writeFileSync(join(directory, 'run.json'), run);
  rmSync(join(directory, MANIFEST));
  await writeManifest(directory);
  return directory;
};

describe('a record', () => {
  it('is read back as it was written', async () => {
    const { run, history, scenarioText, profileText } = await readRecord(await recordIn(newPath()));
    const parts = recordParts();
    expect({ run, scenarioText, profileText }).toEqual({
      run: parts.run,
      scenarioText: parts.scenarioText,
      profileText: parts.profileText,
    });
    expect(history.header).toEqual(parts.history.header);
    expect(Array.from({ length: history.length }, (_, row) => entryAt(history, row))).toEqual(
      Array.from({ length: parts.history.length }, (_, row) => entryAt(parts.history, row)),
    );
  });

  it('is not read when it was written without its history', async () => {
    const directory = newPath();
    mkdirSync(directory);
    const parts = recordParts();
    await writeRecord(directory, { ...parts, run: { ...parts.run, history: false } });
    await writeManifest(directory);
    expect(readdirSync(directory)).not.toContain('history.ndjson.gz');
    expect(await refusalOf(directory)).toMatchObject({ kind: 'record-without-history', exitCode: 2 });
  });

  it('counts as changed when its history is gone, though its manifest was written anew', async () => {
    const directory = await recordIn(newPath());
    rmSync(join(directory, 'history.ndjson.gz'));
    rmSync(join(directory, MANIFEST));
    await writeManifest(directory);
    expect(await refusalOf(directory)).toMatchObject({ kind: 'record-changed' });
  });

  it('has no log of latencies where none was measured', async () => {
    const directory = newPath();
    mkdirSync(directory);
    await writeRecord(directory, { ...recordParts(), legs: null });
    expect(readdirSync(directory)).not.toContain('latency.hlog');
  });

  it('holds the timeline as JSON, the reports verbatim and a log of all four legs', async () => {
    const directory = await recordIn(newPath());
    const text = (name: string): string => readFileSync(join(directory, name), 'utf8');
    expect(JSON.parse(text('timeline.json'))).toEqual(recordParts().timeline);
    expect(JSON.parse(text('health.json'))).toEqual(recordParts().health);
    expect(text('summary.md')).toBe('# Summary\n');
    const reader = new hdr.HistogramLogReader(text('latency.hlog'));
    const legs = Array.from({ length: 4 }, () => reader.nextIntervalHistogram()!);
    expect(legs.map(({ tag, totalCount }) => [tag, totalCount])).toEqual([
      ['response.deliver', 1],
      ['service.deliver', 1],
      ['response.receive', 1],
      ['service.receive', 1],
    ]);
    expect(reader.nextIntervalHistogram()).toBeNull();
    expect(legs[0]!.endTimeStampMsec - legs[0]!.startTimeStampMsec).toBe(31_250);
  });

  it('is never written over another', async () => {
    const directory = await recordIn(newPath());
    await expect(writeRecord(directory, recordParts())).rejects.toThrow('EEXIST');
  });
});

describe('a record of a scenario with parts', () => {
  const PARTS = [
    { path: '../shared/fleet.yaml', file: 'part-01.yaml', text: 'part: 1   # ü\r\n' },
    { path: 'storm.yaml', file: 'part-02.yaml', text: 'part: 1\nseed: 2\n' },
  ];

  const withParts = async (): Promise<string> => {
    const directory = newPath();
    mkdirSync(directory);
    const { run, history, ...others } = recordParts();
    await writeHistory(historyPath(directory), history);
    const parts = PARTS.map(({ path, file }) => ({ path, file, sha256: '' }));
    const scenario = { ...run.scenario, parts };
    await writeRecord(directory, { ...others, run: { ...run, scenario }, scenarioParts: PARTS });
    await writeManifest(directory);
    return directory;
  };

  it('holds them verbatim, and knows by which paths the scenario includes them', async () => {
    const directory = await withParts();
    expect(readFileSync(join(directory, 'part-01.yaml'), 'utf8')).toBe(PARTS[0]!.text);
    expect((await readRecord(directory)).parts).toEqual(PARTS);
    expect((await readRecord(await recordIn(newPath()))).parts).toEqual([]);
  });

  it('counts as changed when one of them is gone, as a baseline too, or was never sealed', async () => {
    const directory = await withParts();
    rmSync(join(directory, 'part-02.yaml'));
    const refusal = { kind: 'record-changed', message: expect.stringContaining('part-02.yaml is missing') };
    await expect(readRecord(directory, 'evidence')).rejects.toMatchObject(refusal);
    rmSync(join(directory, MANIFEST));
    await writeManifest(directory);
    await expect(readRecord(directory)).rejects.toMatchObject(refusal);
  });

  it('is read as a baseline without what is no evidence', async () => {
    const directory = await withParts();
    for (const file of ['summary.md', 'latency.hlog', 'timeline.json']) rmSync(join(directory, file));
    expect((await readRecord(directory, 'evidence')).parts).toEqual(PARTS);
  });
});

describe('what is no record is refused', () => {
  it('when it is not there', async () => {
    expect(await refusalOf(newPath('none'))).toMatchObject({ kind: 'file-missing', exitCode: 2 });
  });

  it('when it is a file', async () => {
    const path = newPath();
    writeFileSync(path, '');
    expect((await refusalOf(path)).kind).toBe('record-malformed');
  });

  it('when it was changed, before anything of it is read', async () => {
    const directory = await recordIn(newPath());
    writeFileSync(join(directory, 'history.ndjson.gz'), 'nonsense');
    expect((await refusalOf(directory)).kind).toBe('record-changed');
  });

  it.each([
    ['is not JSON', 'run.json is not JSON', '{'],
    ['is of another version', 'has schema version 2; this version reads 1', '{"schemaVersion":2}'],
    ['has no version', 'has schema version undefined', '{}'],
    ['is null', 'run.json', 'null'],
    ['is a list', 'run.json', '[]'],
  ])('when its run.json %s', async (_, sentence, run) => {
    const refusal = await refusalOf(await resealedWith(run));
    expect(refusal.kind).toBe('record-malformed');
    expect(refusal.message).toContain(sentence);
  });
});
