// The gate with a throttle that says what it is told: one question, one ledger row, one delivery or none.

import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/broker/throttle-gate.ts';
import { MAX_THROTTLE_FAULTS } from '../../src/domain/limits.ts';
import { payloadCrc } from '../../src/ledger/checksum.ts';
import { OUTCOME } from '../../src/ledger/history.ts';
import type { Decision } from '../../src/throttle/throttle.ts';
import { ThrottleFault } from '../../src/throttle/throttle-fault.ts';
import { readDelivery } from '../../src/wire/delivery-message.ts';
import { A, alertOf, B, DELIVER, DEVICE_A, DEVICE_B, DISCARD, gateWith } from './parts.ts';

const CODE = 0x81c3;

/** The first row of a ledger, by the names of its columns. */
const rowOf = ({ ledger }: ReturnType<typeof gateWith>, row: number) =>
  Object.fromEntries(Object.entries(ledger.columns).map(([name, column]) => [name, column[row]]));

const contentOf = (delivery: Delivery | null) => readDelivery(delivery!.payload)!;

describe('the gate', () => {
  it('asks the throttle once per arrival, with the moment of its clock', () => {
    const parts = gateWith();
    parts.clock.moveTo(1_234);
    parts.gate.receive(DEVICE_A, CODE, alertOf({ originatorCounter: 42, timestampUs: 99 }), 1);
    expect(parts.asked).toEqual([
      { deviceId: A, device: 0, alertCode: CODE, originatorCounter: 42, timeUs: 1_234 },
    ]);
  });

  it('tells the throttle the time of the Alert itself when the profile counts by it, and keeps both', () => {
    const parts = gateWith(undefined, 'alert-timestamp');
    parts.clock.moveTo(1_234);
    parts.gate.receive(DEVICE_A, CODE, alertOf({ timestampUs: 99 }), 1);
    expect(parts.asked).toMatchObject([{ timeUs: 99 }]);
    expect([parts.ledger.columns.timeUs[0], parts.ledger.columns.timestampUs[0]]).toEqual([1_234, 99]);
  });

  it('delivers to the User the Alert is addressed to, payload untouched, without metadata', () => {
    const bytes = Buffer.from(alertOf({ recipient: 'DCC' }).toString().replace('{', '{ "extra" : 1, '));
    const delivery = gateWith().gate.receive(DEVICE_A, CODE, bytes, 1);
    expect([delivery?.user, delivery?.topic]).toEqual(['DCC', `users/DCC/alerts/${A}/81C3`]);
    const { payload, ...rest } = contentOf(delivery);
    expect(rest).toEqual({
      deviceId: A,
      alertCode: CODE,
      throttledAlertSequenceId: null,
      throttledAlertCount: null,
    });
    expect(payload.equals(bytes)).toBe(true);
  });

  it.each<[what: string, decision: Decision, id: number | null, count: number | null]>([
    ['both', { ...DELIVER, metadata: { sequenceId: 3, count: 12 } }, 3, 12],
    ['a count of 0', { ...DELIVER, metadata: { sequenceId: 3, count: 0 } }, 3, 0],
    ['an id alone', { ...DELIVER, metadata: { sequenceId: 3 } }, 3, null],
    ['nothing', { ...DELIVER, metadata: {} }, null, null],
  ])('passes on the metadata the throttle gave: %s', (_, decision, id, count) => {
    const parts = gateWith(() => decision);
    const delivery = contentOf(parts.gate.receive(DEVICE_A, CODE, alertOf(), 1));
    expect([delivery.throttledAlertSequenceId, delivery.throttledAlertCount]).toEqual([id, count]);
    expect(rowOf(parts, 0)).toMatchObject({ sequenceId: id ?? Number.NaN, count: count ?? Number.NaN });
  });

  it('writes a row for what it delivers and for what it discards', () => {
    const parts = gateWith(({ originatorCounter }) => (originatorCounter === 1 ? DELIVER : DISCARD));
    parts.clock.moveTo(10);
    parts.gate.receive(DEVICE_A, CODE, alertOf(), 1);
    parts.clock.moveTo(20);
    expect(parts.gate.receive(DEVICE_B, CODE, alertOf({ deviceId: B, originatorCounter: 2 }), 2)).toBeNull();
    const none = { sequenceId: Number.NaN, count: Number.NaN };
    expect([0, 1].map((row) => rowOf(parts, row))).toEqual([
      {
        device: 0,
        code: CODE,
        counter: 1,
        timeUs: 10,
        timestampUs: Number.NaN,
        outcome: 1,
        reason: 0,
        payloadCrc: payloadCrc(alertOf()),
        ...none,
      },
      {
        device: 1,
        code: CODE,
        counter: 2,
        timeUs: 20,
        timestampUs: Number.NaN,
        outcome: 2,
        reason: 1,
        payloadCrc: payloadCrc(alertOf({ deviceId: B, originatorCounter: 2 })),
        ...none,
      },
    ]);
    expect([parts.ledger.deviceIds, parts.ledger.reasons, parts.ledger.byQos]).toEqual([
      [A, B],
      ['told-to', 'told-not-to'],
      [0, 1, 1],
    ]);
    expect([parts.gate.delivered, parts.gate.discarded]).toEqual([1, 1]);
  });

  it('counts the keys whose latest arrival was discarded', () => {
    const decisions = [DISCARD, DISCARD, DISCARD, DELIVER, DELIVER];
    const { gate } = gateWith(() => decisions.shift()!);
    const keys = [
      [DEVICE_A, CODE],
      [DEVICE_A, 0x8f0a],
      [DEVICE_B, CODE],
      [DEVICE_A, CODE],
      [DEVICE_B, 0x8f0a],
    ] as const;
    const seen = keys.map(([device, alertCode]) => {
      gate.receive(device, alertCode, alertOf({ deviceId: device.id, alertCode }), 1);
      return gate.throttledKeys;
    });
    expect(seen).toEqual([1, 2, 3, 2, 2]);
  });

  it.each([
    ['are no Alert', Buffer.from('not an Alert')],
    ['are nothing', Buffer.alloc(0)],
    ['are an Alert of another Device', alertOf({ deviceId: B })],
    ['are an Alert of another code', alertOf({ alertCode: 0x8f0a })],
  ])('refuses and counts bytes that %s; the throttle is not asked, nothing is written', (_, bytes) => {
    const parts = gateWith();
    expect(parts.gate.receive(DEVICE_A, CODE, bytes, 1)).toBeNull();
    expect([parts.asked, parts.ledger.length, parts.refusals.byReason]).toEqual([
      [],
      0,
      { 'malformed-alert': 1 },
    ]);
  });

  it('writes down what the throttle did instead of deciding, delivers nothing for it, and goes on', () => {
    const parts = gateWith(({ originatorCounter }) => {
      if (originatorCounter === 2) throw new Error('oops');
      return DELIVER;
    });
    const deliveries = [1, 2, 3].map((originatorCounter) =>
      parts.gate.receive(DEVICE_A, CODE, alertOf({ originatorCounter }), 1),
    );
    expect(deliveries.map((delivery) => delivery !== null)).toEqual([true, false, true]);
    expect(parts.asked).toHaveLength(3);
    expect([parts.gate.delivered, parts.gate.discarded, parts.gate.undecided]).toEqual([2, 0, 1]);
    expect(rowOf(parts, 1)).toMatchObject({ counter: 2, outcome: OUTCOME.none, reason: 1 });
    expect(parts.ledger.reasons).toEqual(['told-to', 'threw']);
    expect([...parts.ledger.faults]).toEqual([[1, "threw 'oops'"]]);
    expect(parts.ledger.byQos).toEqual([0, 3, 0]);
    expect(parts.timesGivenUp()).toBe(0);
  });

  it('carries out a decision that came too late, and writes down that it did', () => {
    const parts = gateWith(() => {
      throw new ThrottleFault('late', 'took 1001ms', { ...DELIVER, metadata: { sequenceId: 1, count: 2 } });
    });
    expect(contentOf(parts.gate.receive(DEVICE_A, CODE, alertOf(), 1)).throttledAlertCount).toBe(2);
    expect(rowOf(parts, 0)).toMatchObject({ outcome: OUTCOME.deliver, sequenceId: 1, count: 2 });
    expect([parts.ledger.reasons, [...parts.ledger.faults]]).toEqual([['told-to'], [[0, 'took 1001ms']]]);
    expect([parts.gate.delivered, parts.gate.undecided]).toEqual([1, 0]);
  });

  it('leaves the throttled keys as they are when nothing is decided', () => {
    const { gate } = gateWith(({ originatorCounter }) => {
      if (originatorCounter === 2) throw new Error('oops');
      return DISCARD;
    });
    gate.receive(DEVICE_A, CODE, alertOf(), 1);
    gate.receive(DEVICE_A, CODE, alertOf({ originatorCounter: 2 }), 1);
    expect(gate.throttledKeys).toBe(1);
  });

  it('gives a throttle up, once, that fails too often, and writes down that it asks no more', () => {
    const parts = gateWith(() => {
      throw new Error('oops');
    });
    const receive = (): void => void parts.gate.receive(DEVICE_A, CODE, alertOf(), 1);
    for (let n = 1; n < MAX_THROTTLE_FAULTS; n++) receive();
    expect(parts.timesGivenUp()).toBe(0);
    for (let n = 0; n < 3; n++) receive();
    expect(parts.timesGivenUp()).toBe(1);
    expect(parts.asked).toHaveLength(MAX_THROTTLE_FAULTS);
    expect([parts.gate.undecided, parts.ledger.faults.size]).toEqual([
      MAX_THROTTLE_FAULTS + 2,
      MAX_THROTTLE_FAULTS,
    ]);
    expect(parts.ledger.reasons).toEqual(['threw', 'not-asked']);
    expect(rowOf(parts, MAX_THROTTLE_FAULTS)).toMatchObject({ outcome: OUTCOME.none, reason: 1 });
  });
});
