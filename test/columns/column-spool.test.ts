// Rows that go to a file as they come: whatever is given, in whatever amounts, comes back as it went in, and the disk is
// touched no sooner than memory is full.

import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ColumnSpool } from '../../src/columns/column-spool.ts';
import { float64, GrowingColumns, uint8, uint32 } from '../../src/columns/growing-columns.ts';
import { SpoolFile } from '../../src/columns/spool-file.ts';
import { runs, SEED } from '../support/seed.ts';

interface Sample {
  readonly time: Float64Array;
  readonly device: Uint32Array;
  readonly outcome: Uint8Array;
}

const MAKERS = { time: float64, device: uint32, outcome: uint8 };

/** One row for each number, all different. */
const rowsOf = (numbers: readonly number[]): Sample => ({
  time: Float64Array.from(numbers, (n) => n / 2),
  device: Uint32Array.from(numbers),
  outcome: Uint8Array.from(numbers, (n) => n % 3),
});

/** The numbers from one up to another. */
const span = (from: number, until: number): number[] =>
  Array.from({ length: until - from }, (_, n) => from + n);

/** Gives a spool these rows, in columns that are longer, as those of a ledger are. */
const put = (spool: ColumnSpool<Sample>, numbers: readonly number[]): void =>
  spool.append(rowsOf([...numbers, 7, 9]), numbers.length);

/** All rows of a spool that is read some at a time. */
const pieceByPiece = (spool: ColumnSpool<Sample>): Sample => {
  const all = new GrowingColumns<Sample>(MAKERS);
  for (const { time, device, outcome } of spool.chunks()) {
    for (let n = 0; n < time.length; n++) {
      const row = all.claimRow();
      all.columns.time[row] = time[n]!;
      all.columns.device[row] = device[n]!;
      all.columns.outcome[row] = outcome[n]!;
    }
  }
  return all.trimmed();
};

/** Work on a file, which is given back. */
async function withFile(work: (file: SpoolFile) => Promise<void>): Promise<void> {
  const file = new SpoolFile();
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

describe(`a spool of columns (seed ${SEED})`, () => {
  it('gives back what went in, whole and in order, however it came and however little stays in memory', async () => {
    const asked = fc.record({
      rowsPerChunk: fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })),
      pieces: fc.array(fc.record({ to: fc.nat({ max: 1 }), length: fc.nat({ max: 20 }) }), { maxLength: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(asked, ({ rowsPerChunk, pieces }) =>
        withFile(async (file) => {
          const spools = rowsPerChunk.map((rows) => new ColumnSpool<Sample>(MAKERS, rows, file));
          const expected: number[][] = [[], []];
          let n = 0;
          for (const { to, length } of pieces) {
            const numbers = span(n, n + length);
            n += length;
            put(spools[to]!, numbers);
            expected[to]!.push(...numbers);
          }
          await file.written();
          expect(spools.map((spool) => spool.length)).toEqual(expected.map(({ length }) => length));
          expect(spools.map((spool) => spool.read())).toEqual(expected.map(rowsOf));
          expect(spools.map(pieceByPiece)).toEqual(expected.map(rowsOf));
        }),
      ),
      runs(200),
    );
  });

  it('can be read again after more was added', () =>
    withFile(async (file) => {
      const spool = new ColumnSpool<Sample>(MAKERS, 2, file);
      for (const [from, until] of [
        [0, 5],
        [5, 8],
        [8, 8],
      ] as const) {
        put(spool, span(from, until));
        await file.written();
        expect(spool.read()).toEqual(rowsOf(span(0, until)));
      }
    }));

  it('gives nothing to the file before its memory is full and one more row comes', () =>
    withFile(async (file) => {
      const append = vi.spyOn(file, 'append');
      const spool = new ColumnSpool<Sample>(MAKERS, 2, file);
      put(spool, [1]);
      put(spool, [2]);
      expect(append).not.toHaveBeenCalled();
      put(spool, [3]);
      expect(append).toHaveBeenCalledOnce();
    }));

  it('is not to be read while its file is being written', () =>
    withFile(async (file) => {
      const spool = new ColumnSpool<Sample>(MAKERS, 1, file);
      put(spool, [1, 2]);
      expect(() => spool.read()).toThrow('read before it was written');
      expect(() => [...spool.chunks()]).toThrow('read before it was written');
    }));
});
