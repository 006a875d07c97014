// The history as a file: entries → file → entries without loss; and files that are no history say so.

import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StormError } from '../../src/domain/failure.ts';
import type { HistoryEntry } from '../../src/ledger/history.ts';
import { entryAt, HistoryBuilder } from '../../src/ledger/history-builder.ts';
import { readHistory, writeHistory } from '../../src/ledger/history-file.ts';
import { exampleHealth } from '../measure/example-health.ts';
import { runs, SEED } from '../support/seed.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { arrival, delivery, HEADER, merged } from './ledgers-of.ts';

const newPath = temporaryDirectory();

const orNull = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values);
const us = fc.oneof(fc.maxSafeNat(), fc.nat({ max: 86_400_000_000 }), fc.integer({ min: -1_000, max: -1 }));
const hex = (digits: number) =>
  fc.integer({ min: 0, max: 16 ** digits - 1 }).map((n) => n.toString(16).padStart(digits, '0'));
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('\n', '\r\n', '\u2028', '\u2029', '\u0000', '"', '\\n', '__proto__', '\ud800'),
);

const required = fc.record({
  id: orNull(fc.nat()),
  device: text,
  code: hex(4).map((code) => code.toUpperCase()),
  counter: fc.maxSafeNat(),
  stream: orNull(fc.constantFrom('storm', 'background')),
  planned: orNull(us),
  sent: orNull(us),
  received: orNull(us),
  outcome: fc.constantFrom('deliver' as const, 'discard' as const, null),
  reason: orNull(text),
  delivered: orNull(us),
  copies: fc.integer({ min: 0, max: 0xffff_ffff }),
  seq: orNull(fc.integer({ min: 0, max: 0xffff_ffff })),
  count: orNull(fc.integer({ min: 0, max: 0xffff_ffff })),
  payload: orNull(hex(8)),
  deliveredPayload: orNull(hex(8)),
});

const entry: fc.Arbitrary<HistoryEntry> = fc
  .tuple(required, orNull(us), orNull(us), orNull(text))
  .map(([row, timestamp, acknowledged, fault]) => ({
    ...row,
    ...(timestamp === null ? {} : { timestamp }),
    ...(acknowledged === null ? {} : { acknowledged }),
    ...(fault === null ? {} : { fault }),
  }));

/** Arrivals in arrival order, as in every history; the rest behind them. */
const inArrivalOrder = (entries: readonly HistoryEntry[]): HistoryEntry[] =>
  entries.toSorted((a, b) => (a.received ?? Infinity) - (b.received ?? Infinity) || 0);

const header = { ...HEADER, streams: ['storm', 'background'], refused: { 'foreign-topic': 3 } };

const build = (entries: readonly HistoryEntry[]) => {
  const builder = new HistoryBuilder(header);
  for (const row of entries) builder.add(row);
  return builder.build();
};

const refusalOf = async (path: string): Promise<StormError> => {
  const thrown: unknown = await readHistory(path).catch((reason: unknown) => reason);
  return thrown instanceof StormError ? thrown : expect.unreachable(`not refused: ${String(thrown)}`);
};

const fileOf = (bytes: Buffer): string => {
  const path = newPath('history.ndjson.gz');
  writeFileSync(path, bytes);
  return path;
};

/** A good file's lines. */
const goodLines = async (): Promise<string[]> => {
  const path = newPath();
  await writeHistory(path, merged([arrival()], [delivery()]).history);
  return gunzipSync(readFileSync(path)).toString().trimEnd().split('\n');
};

describe('a history file', () => {
  it(`gives back every row that was written (seed ${SEED})`, async () => {
    const entries = fc.array(entry, { maxLength: 30 }).map(inArrivalOrder);
    await fc.assert(
      fc.asyncProperty(entries, async (rows) => {
        const path = newPath();
        await writeHistory(path, build(rows));
        const read = await readHistory(path);
        expect(read.header).toEqual(header);
        expect(Array.from({ length: read.length }, (_, row) => entryAt(read, row))).toEqual(rows);
      }),
      runs(100),
    );
  });

  it(`has for every row the line that JSON makes of it (seed ${SEED})`, async () => {
    const entries = fc.array(entry, { maxLength: 30 }).map(inArrivalOrder);
    await fc.assert(
      fc.asyncProperty(entries, async (rows) => {
        const path = newPath();
        const history = build(rows);
        await writeHistory(path, history);
        const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n');
        expect(lines).toEqual(
          [header, ...rows.map((_, row) => entryAt(history, row))].map((of) => JSON.stringify(of)),
        );
      }),
      runs(100),
    );
  });

  it('gives back more rows than one chunk of it holds', async () => {
    const rows = Array.from({ length: 1_500 }, (_, id) => ({ ...merged([], []).rows[0]!, id, counter: id }));
    const path = newPath();
    await writeHistory(path, build(rows));
    const read = await readHistory(path);
    expect([...read.id]).toEqual(rows.map((row) => row.id));
  });

  it('is one JSON object per line, header first', async () => {
    const lines = await goodLines();
    expect(lines).toHaveLength(1 + 4);
    expect(JSON.parse(lines[0]!)).toEqual(HEADER);
    expect(lines[1]).toBe(
      '{"id":0,"device":"02-53-50-02-00-00-00-01","code":"81C3","counter":1,"stream":"storm","planned":0,' +
        '"sent":1,"received":5,"outcome":"deliver","reason":"below-threshold","delivered":8,"copies":1,' +
        '"seq":null,"count":null,"payload":"000000a0","deliveredPayload":"000000a0"}',
    );
  });

  it('gives back how the harness fared, which its header says', async () => {
    const { resources: health } = exampleHealth();
    const path = newPath();
    const { history } = merged([arrival()], [delivery()]);
    await writeHistory(path, { ...history, header: { ...HEADER, health } });
    expect((await readHistory(path)).header).toEqual({ ...HEADER, health });
  });

  it('has the same bytes for the same history', async () => {
    const [one, two] = [newPath(), newPath()];
    await writeHistory(one, merged([arrival()], [delivery()]).history);
    await writeHistory(two, merged([arrival()], [delivery()]).history);
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  });

  it('is never written over another', async () => {
    const path = fileOf(Buffer.from('mine'));
    await expect(writeHistory(path, build([]))).rejects.toThrow('EEXIST');
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });
});

const USE = exampleHealth().resources[0]!;

describe('a file that is no history is refused as malformed', () => {
  it.each([
    ['of no byte', Buffer.alloc(0)],
    ['of no line', gzipSync('')],
    ['that is not compressed', Buffer.from('{"history":1}\n')],
    ['of a header that is null', gzipSync('null\n')],
    ['of a header that is a row', gzipSync('{"id":1}\n')],
    ['of a header of another version', gzipSync(`${JSON.stringify({ ...HEADER, history: 2 })}\n`)],
    ...[
      ['that is no list', {}],
      ['of nothing known', [null]],
      ['of something unknown', [{ ...USE, resource: 'luck' }]],
      ['without a bound', [{ ...USE, bound: null }]],
      ['with a stretch that has no end', [{ ...USE, strained: [{ fromUs: 1, level: 1 }] }]],
    ].map(([what, health]): [string, Buffer] => [
      `of a header with a health ${String(what)}`,
      gzipSync(`${JSON.stringify({ ...HEADER, health })}\n`),
    ]),
  ])('one %s', async (_, bytes) => {
    const path = fileOf(bytes);
    expect(await refusalOf(path)).toMatchObject({ kind: 'record-malformed', exitCode: 2 });
  });

  it('one that is not there', async () => {
    expect((await refusalOf(newPath())).kind).toBe('record-malformed');
  });

  it('one cut short anywhere', async () => {
    const path = newPath();
    await writeHistory(path, merged([arrival()], [delivery()]).history);
    const whole = readFileSync(path);
    for (let length = 0; length < whole.length; length += 5) {
      expect((await refusalOf(fileOf(whole.subarray(0, length)))).kind).toBe('record-malformed');
    }
    expect((await refusalOf(fileOf(whole.subarray(0, -1)))).kind).toBe('record-malformed');
  });

  it.each([
    ['that is not JSON', () => 'not JSON'],
    ['that is empty', () => ''],
    ['that is cut short', (line: string) => line.slice(0, -1)],
    ['that is null', () => 'null'],
    ['that is an empty object', () => '{}'],
    ['without a Device', (line: string) => line.replace('"device"', '"devise"')],
    ['with a code that is none', (line: string) => line.replace('81C3', '81G3')],
    ['with a time that is text', (line: string) => line.replace('"received":5', '"received":"5"')],
    ['with an outcome that does not exist', (line: string) => line.replace('"deliver"', '"maybe"')],
    ['with a fault that is no text', (line: string) => line.replace('"id"', '"fault":null,"id"')],
  ])('one with a line %s', async (_, spoil) => {
    const lines = await goodLines();
    const spoilt = [lines[0]!, spoil(lines[1]!), ...lines.slice(2)];
    const refusal = await refusalOf(fileOf(gzipSync(`${spoilt.join('\n')}\n`)));
    expect(refusal.kind).toBe('record-malformed');
  });
});
