// What ledgers are made of: columns that grow, names that become numbers; and the two ledgers of the broker's side
// themselves.

import { describe, expect, it } from 'vitest';
import { float64, GrowingColumns, uint8 } from '../../src/columns/growing-columns.ts';
import { payloadCrc } from '../../src/ledger/checksum.ts';
import { DeliveryLedger } from '../../src/ledger/delivery-ledger.ts';
import { GateLedger } from '../../src/ledger/gate-ledger.ts';
import { Interner } from '../../src/ledger/interner.ts';
import { A, arrival, B, delivery } from './ledgers-of.ts';

describe('growing columns', () => {
  it('lose no row when they grow, whatever they were expected to hold', () => {
    for (const [rows, expected] of [
      [0, 16],
      [16, 16],
      [17, 16],
      [1_000, 1],
      [3_000, 1_024],
    ] as const) {
      const columns = new GrowingColumns({ us: float64, flag: uint8 }, expected);
      for (let n = 0; n < rows; n++) {
        const row = columns.claimRow();
        expect(row).toBe(n);
        columns.columns.us[row] = n * 1.5;
        columns.columns.flag[row] = n % 3;
      }
      const { us, flag } = columns.trimmed();
      expect([columns.length, us.length, flag.length]).toEqual([rows, rows, rows]);
      expect([...us]).toEqual(Array.from({ length: rows }, (_, n) => n * 1.5));
      expect([...flag]).toEqual(Array.from({ length: rows }, (_, n) => n % 3));
    }
  });

  it('are replaced when they grow, all of them together', () => {
    const columns = new GrowingColumns({ us: float64, flag: uint8 }, 16);
    const before = columns.columns;
    for (let n = 0; n < 16; n++) columns.claimRow();
    expect(columns.columns).toBe(before);
    columns.claimRow();
    expect([columns.columns.us.length, columns.columns.flag.length]).toEqual([32, 32]);
  });
});

describe('an interner', () => {
  it('numbers names in order of first appearance, whatever they are called', () => {
    const interner = new Interner();
    const names = ['b', 'a', 'b', '', '__proto__', 'toString', 'a'];
    expect(names.map((name) => interner.indexOf(name))).toEqual([0, 1, 0, 2, 3, 4, 1]);
    expect(interner.names).toEqual(['b', 'a', '', '__proto__', 'toString']);
  });
});

describe('the ledger of the gate', () => {
  it('holds what it was given, and counts by quality of service', () => {
    const ledger = new GateLedger([A, B]);
    ledger.append(arrival({ qos: 0 }));
    ledger.append(
      arrival({
        device: 1,
        alertCode: 0xffff,
        counter: 2 ** 53 - 1,
        timeUs: 8.64e13,
        timestampUs: 8.63e13,
        outcome: 'discard',
        reason: 'throttled',
        sequenceId: 0xffff_ffff,
        count: 0,
        payloadCrc: 0xffff_ffff,
        qos: 2,
      }),
    );
    ledger.append(arrival());
    const { columns } = ledger;
    expect(ledger.length).toBe(3);
    expect([ledger.deviceIds, ledger.reasons, ledger.byQos]).toEqual([
      [A, B],
      ['below-threshold', 'throttled'],
      [1, 1, 1],
    ]);
    expect(Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[1]]))).toEqual({
      device: 1,
      code: 0xffff,
      counter: 2 ** 53 - 1,
      timeUs: 8.64e13,
      timestampUs: 8.63e13,
      outcome: 2,
      reason: 1,
      sequenceId: 0xffff_ffff,
      count: 0,
      payloadCrc: 0xffff_ffff,
    });
    expect([columns.sequenceId[0], columns.count[0]]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('the ledger of deliveries', () => {
  it('holds what it was given, and tells 0 from not known', () => {
    const ledger = new DeliveryLedger();
    ledger.append(delivery({ counter: null }));
    ledger.append(delivery({ deviceId: B, counter: 0, sequenceId: 0, count: 0, timeUs: 9.5 }));
    const { columns } = ledger;
    expect([ledger.length, ledger.deviceIds]).toEqual([2, [A, B]]);
    expect([...columns.counter.subarray(0, 2)]).toEqual([Number.NaN, 0]);
    expect([...columns.sequenceId.subarray(0, 2)]).toEqual([Number.NaN, 0]);
    expect([...columns.count.subarray(0, 2)]).toEqual([Number.NaN, 0]);
    expect([...columns.timeUs.subarray(0, 2)]).toEqual([8, 9.5]);
  });
});

describe('a checksum', () => {
  it('is the CRC-32 that everyone computes', () => {
    expect(payloadCrc(Buffer.from('123456789'))).toBe(0xcbf43926);
    expect(payloadCrc(Buffer.alloc(0))).toBe(0);
  });
});
