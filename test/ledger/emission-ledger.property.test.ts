// The meters' ledgers, by way of chunks and a file that holds most of them: what was sent and acknowledged, however the
// workers took turns and wherever their rows were cut, is what each row of the plan knows at the end.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpoolFile } from '../../src/columns/spool-file.ts';
import { EmissionCollection } from '../../src/ledger/emission-collection.ts';
import { type EmissionChunk, EmissionLedger } from '../../src/ledger/emission-ledger.ts';
import { nothingSent } from '../../src/ledger/sent.ts';
import { runs, SEED } from '../support/seed.ts';

const PLANNED = 40;
const WORKERS = 3;

/** Rows of the plan that are sent, in this order, each perhaps acknowledged once some more were sent. */
const anyStorm = fc.shuffledSubarray(Array.from({ length: PLANNED }, (_, id) => id)).chain((ids) =>
  fc
    .array(fc.record({ later: fc.option(fc.nat({ max: 8 })), handOver: fc.boolean() }), {
      minLength: ids.length,
      maxLength: ids.length,
    })
    .map((fates) => ids.map((id, turn) => ({ id, turn, ...fates[turn]! }))),
);

const anyRows = fc.integer({ min: 1, max: 5 });

describe(`the ledgers of the meters (seed ${SEED})`, () => {
  it('tell of every row of the plan what was done with it, whatever was on disk', async () => {
    await fc.assert(
      fc.asyncProperty(anyStorm, anyRows, anyRows, async (storm, rows, rowsInMemory) => {
        const file = new SpoolFile();
        const collection = new EmissionCollection(file, rowsInMemory);
        const mostHeld: number[] = [];
        const take = (worker: number): EmissionChunk => structuredClone(ledgers[worker]!.take());
        const hand = (worker: number): void => {
          const chunk = take(worker);
          mostHeld.push(chunk.sendings.id.length, chunk.acknowledgements.id.length);
          collection.add(chunk);
        };
        const ledgers = Array.from(
          { length: WORKERS },
          (_, worker) => new EmissionLedger({ rows, hand: () => hand(worker) }),
        );
        const expected = nothingSent(PLANNED);
        const acknowledge = (turn: number): void => {
          for (const each of storm) {
            if (each.later === null || each.turn + each.later !== turn) continue;
            ledgers[each.id % WORKERS]!.acknowledged(each.id, 100 + turn);
            expected.acknowledgedUs[each.id] = 100 + turn;
          }
        };
        for (const { id, turn, handOver } of storm) {
          ledgers[id % WORKERS]!.sent(id, turn, 1_000 + id);
          expected.sentUs[id] = turn;
          expected.payloadCrc[id] = 1_000 + id;
          acknowledge(turn);
          if (handOver) hand(id % WORKERS);
        }
        for (let turn = storm.length; turn <= storm.length + 8; turn++) acknowledge(turn);
        for (let worker = 0; worker < WORKERS; worker++) hand(worker);
        await file.written();
        expect(collection.sent(PLANNED)).toEqual(expected);
        expect(Math.max(...mostHeld)).toBeLessThanOrEqual(rows);
        await file.close();
      }),
      runs(200),
    );
  });
});
