// What a merge must keep whatever ran: every arrival in its place with the gate's own words, every planned Alert at
// least once, every delivery counted once. The rules are read off the ledgers' rows, not off the merge.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeliveryEntry } from '../../src/ledger/delivery-ledger.ts';
import type { GateEntry } from '../../src/ledger/gate-ledger.ts';
import { runs, SEED } from '../support/seed.ts';
import { A, arrival, B, delivery, merged, PLAN } from './ledgers-of.ts';

const NAMES = [A, B, 'nobody'] as const;
const code = fc.constantFrom(0x81c3, 0x8f0a);
const counter = fc.integer({ min: 1, max: 3 });
const number = fc.option(fc.nat(9), { nil: null });

const arrivals: fc.Arbitrary<GateEntry[]> = fc.array(
  fc
    .record({
      device: fc.nat(2),
      alertCode: code,
      counter,
      outcome: fc.constantFrom('deliver' as const, 'discard' as const, null),
      reason: fc.constantFrom('one', 'other'),
      sequenceId: number,
      timestampUs: number,
      fault: fc.option(fc.constant('late'), { nil: null }),
    })
    .map(arrival),
  { maxLength: 12 },
);

const deliveries: fc.Arbitrary<DeliveryEntry[]> = fc.array(
  fc
    .record({ deviceId: fc.constantFrom(...NAMES, 'stranger'), alertCode: code, counter, count: number })
    .map(delivery),
  { maxLength: 12 },
);

const nameOf = (device: string, alertCode: number, count: number): string =>
  `${device} ${alertCode.toString(16).toUpperCase()} ${count}`;

const countOf = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, names.filter((other) => other === name).length]));

describe(`a merge of any ledgers (seed ${SEED})`, () => {
  it('keeps every arrival, every planned Alert and every delivery', () => {
    fc.assert(
      fc.property(arrivals, deliveries, fc.subarray([0, 1, 2, 3]), (came, went, sent) => {
        const { rows } = merged(came, went, sent);
        const arrived = rows.slice(0, came.length);
        expect(
          arrived.map(({ device, code, counter, received, outcome, reason, timestamp, fault }) => [
            nameOf(device, Number.parseInt(code, 16), counter),
            ...[received, outcome, reason, timestamp ?? null, fault ?? null],
          ]),
        ).toEqual(
          came.map(({ device, alertCode, counter, timeUs, outcome, reason, timestampUs, fault }) => [
            nameOf(NAMES[device]!, alertCode, counter),
            ...[timeUs, outcome, reason, timestampUs, fault],
          ]),
        );

        const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]));
        expect(new Set(ids)).toEqual(new Set(PLAN.plannedUs.keys()));
        const unreceived = rows.slice(came.length);
        const later = unreceived.flatMap(({ id }) => (id === null ? [] : [id]));
        expect(later).toEqual(later.toSorted((one, other) => one - other));
        expect(
          unreceived.every(({ received, outcome, reason }) => (received ?? outcome ?? reason) === null),
        ).toBe(true);
        for (const { id, sent: sentUs } of rows) {
          expect(sentUs).toBe(id !== null && sent.includes(id) ? PLAN.plannedUs[id]! + 1 : null);
        }

        const given = rows.flatMap(({ device, code, counter, copies }) =>
          Array.from({ length: copies }, () => nameOf(device, Number.parseInt(code, 16), counter)),
        );
        const asked = went.map(({ deviceId, alertCode, counter }) => nameOf(deviceId, alertCode, counter!));
        expect(countOf(given)).toEqual(countOf(asked));
      }),
      runs(300),
    );
  });
});
