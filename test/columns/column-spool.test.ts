import { mkdirSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ColumnSpool } from '../../src/columns/column-spool.ts';
import { float64, uint8, uint32 } from '../../src/columns/growing-columns.ts';
import { runs, SEED } from '../support/seed.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

interface Sample {
  readonly time: Float64Array;
  readonly device: Uint32Array;
  readonly outcome: Uint8Array;
}

const MAKERS = { time: float64, device: uint32, outcome: uint8 };
const spoolOf = (partitions: number, rowsPerChunk: number) =>
  new ColumnSpool<Sample>(MAKERS, partitions, rowsPerChunk);

function put(spool: ColumnSpool<Sample>, partition: number, n: number): void {
  const chunk = spool.chunkFor(partition);
  const row = chunk.length++;
  chunk.columns.time[row] = n / 2;
  chunk.columns.device[row] = n;
  chunk.columns.outcome[row] = n % 3;
}

const pathFor = temporaryDirectory();

afterEach(() => vi.unstubAllEnvs());

describe(`a spool of columns (seed ${SEED})`, () => {
  it('gives back the rows of every partition, in the order they came', () => {
    const asked = fc.record({
      partitions: fc.integer({ min: 1, max: 4 }),
      rowsPerChunk: fc.integer({ min: 1, max: 5 }),
      rows: fc.array(fc.nat({ max: 3 }), { maxLength: 60 }),
      read: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(asked, ({ partitions, rowsPerChunk, rows, read }) => {
        const spool = spoolOf(partitions, rowsPerChunk);
        const expected = Array.from({ length: partitions }, (): number[] => []);
        rows.forEach((of, n) => {
          put(spool, of % partitions, n);
          expected[of % partitions]!.push(n);
        });
        const wanted = read.map((of) => of % partitions);
        const { length, device, time, outcome } = spool.read(wanted);
        spool.close();
        const numbers = wanted.flatMap((of) => expected[of]!);
        expect(length).toBe(numbers.length);
        expect([...device]).toEqual(numbers);
        expect([...time]).toEqual(numbers.map((n) => n / 2));
        expect([...outcome]).toEqual(numbers.map((n) => n % 3));
        expect(expected.map((of, partition) => spool.rowsIn(partition) - of.length)).toEqual(
          expected.map(() => 0),
        );
      }),
      runs(100),
    );
  });

  it('can be read again after more was added', () => {
    const spool = spoolOf(1, 2);
    for (let n = 0; n < 5; n++) put(spool, 0, n);
    expect([...spool.read([0]).device]).toEqual([0, 1, 2, 3, 4]);
    for (let n = 5; n < 8; n++) put(spool, 0, n);
    expect([...spool.read([0]).device]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    spool.close();
  });

  it('makes a file only when its memory is full, which nobody sees even while it is in use', () => {
    const directory = pathFor('spools');
    mkdirSync(directory);
    vi.stubEnv('TMPDIR', directory);
    const spool = spoolOf(1, 2);
    put(spool, 0, 1);
    put(spool, 0, 2);
    expect(readdirSync(directory)).toEqual([]);
    put(spool, 0, 3);
    expect(readdirSync(directory)).toEqual([]);
    expect([...spool.read([0]).device]).toEqual([1, 2, 3]);
    spool.close();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('says where there is no room', () => {
    vi.stubEnv('TMPDIR', pathFor('not-there'));
    const spool = spoolOf(1, 1);
    put(spool, 0, 1);
    expect(() => put(spool, 0, 2)).toThrowError(/could not be kept below .*not-there/);
  });
});
