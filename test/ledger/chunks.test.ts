// Ledgers handed over chunk by chunk: collected on another thread, in memory and in a file, they are what they would have
// been in one piece.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpoolFile } from '../../src/columns/spool-file.ts';
import { buffersIn } from '../../src/columns/transfer.ts';
import { type DeliveryEntry, DeliveryLedger, type DeliveryRows } from '../../src/ledger/delivery-ledger.ts';
import { EmissionLedger } from '../../src/ledger/emission-ledger.ts';
import { NEVER_FULL } from '../../src/ledger/full-ledger.ts';
import { type GateEntry, GateLedger, type GateRows } from '../../src/ledger/gate-ledger.ts';
import { SiteCollection } from '../../src/ledger/site-collection.ts';
import { runs, SEED } from '../support/seed.ts';
import { A, arrival, B, delivery } from './ledgers-of.ts';

const sometimes = fc.option(fc.nat(9), { nil: null });

const arrivals = fc.record<GateEntry>({
  device: fc.nat(1),
  alertCode: fc.nat(0xffff),
  counter: fc.nat(),
  timeUs: fc.nat(),
  timestampUs: sometimes,
  outcome: fc.constantFrom('deliver', 'discard', null),
  reason: fc.constantFrom('below-threshold', 'engaged', 'throttled', 'threw'),
  fault: fc.option(fc.string(), { nil: null }),
  sequenceId: sometimes,
  count: sometimes,
  payloadCrc: fc.nat(),
  qos: fc.constantFrom(0, 1, 2),
});

const deliveries = fc.record<DeliveryEntry>({
  deviceId: fc.constantFrom(A, B, 'nobody', 'unreadable'),
  alertCode: fc.nat(0xffff),
  counter: sometimes,
  timeUs: fc.nat(),
  sequenceId: sometimes,
  count: sometimes,
  payloadCrc: fc.nat(),
});

/** Lists of rows, cut into chunks anywhere: some are empty, some longer than what a ledger begins with. */
const cut = fc.array(
  fc.record({
    arrivals: fc.array(arrivals, { maxLength: 40 }),
    deliveries: fc.array(deliveries, { maxLength: 40 }),
  }),
  { maxLength: 6 },
);

/** What a ledger holds, without the room it has for more. */
function contentOf({ length, columns, deviceIds }: GateRows | DeliveryRows) {
  const rows = Object.entries(columns).map(([name, column]) => [name, [...column.subarray(0, length)]]);
  return { length, deviceIds, rows };
}

/** What a gate's ledger holds beside its rows. */
const besideRows = ({ reasons, faults, byQos }: GateRows) => ({ reasons, faults: [...faults], byQos });

/** A chunk as it comes to another thread. */
const sent = <Chunk>(chunk: Chunk): Chunk => structuredClone(chunk, { transfer: buffersIn(chunk) });

describe(`any cutting into chunks (seed ${SEED})`, () => {
  it('gives the same ledgers, however few rows stay in memory', async () => {
    await fc.assert(
      fc.asyncProperty(cut, fc.integer({ min: 1, max: 50 }), async (chunks, rowsInMemory) => {
        const whole = { gate: new GateLedger([A, B]), deliveries: new DeliveryLedger() };
        const ours = { gate: new GateLedger([A, B]), deliveries: new DeliveryLedger() };
        const file = new SpoolFile();
        const theirs = new SiteCollection([A, B], file, rowsInMemory);
        for (const chunk of chunks) {
          for (const { gate } of [whole, ours]) for (const entry of chunk.arrivals) gate.append(entry);
          for (const { deliveries: given } of [whole, ours])
            for (const entry of chunk.deliveries) given.append(entry);
          theirs.addArrivals(sent(ours.gate.take()));
          theirs.addDeliveries(ours.deliveries.take());
          expect(theirs.delivered).toBe(whole.deliveries.length);
        }
        await file.written();
        const { gate, deliveries: given } = theirs.ledgers();
        await file.close();
        expect(contentOf(gate)).toEqual(contentOf(whole.gate));
        expect(besideRows(gate)).toEqual(besideRows(whole.gate));
        expect(contentOf(given)).toEqual(contentOf(whole.deliveries));
      }),
      runs(200),
    );
  });
});

describe('a chunk', () => {
  it('is the very memory that the ledger wrote, which goes to the other thread as it is', () => {
    const gate = new GateLedger([A, B]);
    gate.append(arrival());
    const given = new DeliveryLedger();
    given.append(delivery());
    for (const ledger of [gate, given]) {
      const written = buffersIn(ledger.columns);
      const chunk = ledger.take();
      expect(buffersIn(chunk)).toEqual(written);
      sent(chunk);
      expect(written.map((buffer) => buffer.byteLength)).toEqual(written.map(() => 0));
      expect(ledger.length).toBe(0);
    }
  });

  it('of a meter worker leaves nothing behind either', () => {
    const ledger = new EmissionLedger(NEVER_FULL);
    ledger.sent(7, 1.5, 9);
    ledger.acknowledged(7, 2.5);
    const chunk = ledger.take();
    expect(sent(chunk)).toEqual({
      sendings: { id: Uint32Array.of(7), timeUs: Float64Array.of(1.5), payloadCrc: Uint32Array.of(9) },
      acknowledgements: { id: Uint32Array.of(7), timeUs: Float64Array.of(2.5) },
    });
    expect(buffersIn(chunk).map((buffer) => buffer.byteLength)).toEqual([0, 0, 0, 0, 0]);
    const { sendings, acknowledgements } = ledger.take();
    expect([sendings.id.length, acknowledgements.id.length]).toEqual([0, 0]);
  });

  it('tells only what is new', () => {
    const ledger = new GateLedger([A, B]);
    ledger.append(arrival({ reason: 'engaged', fault: 'late', qos: 2 }));
    ledger.take();
    ledger.append(arrival({ reason: 'throttled' }));
    ledger.append(arrival({ reason: 'engaged', fault: 'later' }));
    const { length, reasons, faults, byQos, columns } = ledger.take();
    expect({ length, reasons, faults, byQos, numbers: [...columns.reason] }).toEqual({
      length: 2,
      reasons: ['throttled'],
      faults: new Map([[1, 'later']]),
      byQos: [0, 2, 0],
      numbers: [1, 0],
    });
  });
});

describe('the buffers in a value', () => {
  it('are found once each, wherever they are, but for what may be shared', () => {
    const one = new Float64Array(2);
    const other = Uint8Array.of(1);
    const value = { one, again: [one.subarray(1)], deep: { other }, text: 'no', none: null, many: new Map() };
    expect(buffersIn(value)).toEqual([one.buffer, other.buffer]);
    expect(buffersIn([Buffer.from('pooled'), new Uint8Array(new SharedArrayBuffer(1))])).toEqual([]);
  });
});
