// The merge of a plan and three ledgers into one history, case by case. Every row it must give is written out.

import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../src/ledger/history.ts';
import { A, arrival, B, crcOf, delivery, merged, PLAN } from './ledgers-of.ts';

/** The row of a planned Alert that was sent, and of which nothing more is known. */
const sentRow = (id: number): HistoryEntry => ({
  ...plannedRow(id),
  sent: PLAN.plannedUs[id]! + 1,
  payload: `000000${crcOf(id).toString(16)}`,
});

/** The row of a planned Alert that was not even sent. */
const plannedRow = (id: number): HistoryEntry => ({
  id,
  device: [A, B, A, B][id]!,
  code: '81C3',
  counter: [1, 1, 2, 2][id]!,
  stream: 'storm',
  planned: [0, 0, 10, 10][id]!,
  sent: null,
  received: null,
  outcome: null,
  reason: null,
  delivered: null,
  copies: 0,
  seq: null,
  count: null,
  payload: null,
  deliveredPayload: null,
});

const let_through = { received: 5, outcome: 'deliver', reason: 'below-threshold' } as const;
const given = { delivered: 8, copies: 1, deliveredPayload: '000000a0' } as const;
const others = [1, 2, 3].map(plannedRow);

describe('the history of', () => {
  it('an Alert let through and delivered is one row', () => {
    expect(merged([arrival()], [delivery()]).rows).toEqual([
      { ...sentRow(0), ...let_through, ...given },
      ...others,
    ]);
  });

  it('Alerts never received comes after the arrivals, in planned order', () => {
    expect(merged([arrival({ device: 1, counter: 2 })], [], [0, 1, 3]).rows).toEqual([
      { ...sentRow(3), ...let_through },
      sentRow(0),
      sentRow(1),
      plannedRow(2),
    ]);
  });

  it('an Alert that the throttle choked on says what it did instead, and was not lost behind it', () => {
    const choked = { outcome: null, reason: 'threw', fault: "threw 'oops'" } as const;
    expect(merged([arrival(choked)], []).rows).toEqual([
      { ...sentRow(0), received: 5, ...choked },
      ...others,
    ]);
  });

  it('an Alert that the throttle decided too late is as any other, but for the fault', () => {
    const fault = 'took 1200ms; at most 1000ms are allowed';
    expect(merged([arrival({ fault })], [delivery()]).rows[0]).toEqual({
      ...sentRow(0),
      ...let_through,
      ...given,
      fault,
    });
  });

  it('arrivals keeps their order, not that of the plan', () => {
    const { history } = merged([arrival({ counter: 2, timeUs: 15 }), arrival({ timeUs: 15 })], []);
    expect([...history.id.subarray(0, 2)]).toEqual([2, 0]);
  });

  it('an Alert let through and lost keeps the metadata the gate gave it', () => {
    expect(merged([arrival({ sequenceId: 3, count: 12 })], []).rows[0]).toEqual({
      ...sentRow(0),
      ...let_through,
      seq: 3,
      count: 12,
    });
  });

  it('a delivery shows the metadata the User was given, not that of the gate', () => {
    const { rows } = merged([arrival({ sequenceId: 3, count: 12 })], [delivery({ sequenceId: 4, count: 0 })]);
    expect(rows[0]).toEqual({ ...sentRow(0), ...let_through, ...given, seq: 4, count: 0 });
    const without = merged([arrival({ sequenceId: 3, count: 12 })], [delivery()]);
    expect(without.rows[0]).toMatchObject({ seq: null, count: null });
  });

  it('an Alert delivered twice counts both copies and shows the first', () => {
    const { rows } = merged([arrival()], [delivery({ count: 1 }), delivery({ timeUs: 9, count: 2 })]);
    expect(rows).toEqual([{ ...sentRow(0), ...let_through, ...given, copies: 2, count: 1 }, ...others]);
  });

  it('an Alert delivered though discarded shows both', () => {
    const { rows } = merged([arrival({ outcome: 'discard', reason: 'throttled' })], [delivery()]);
    expect(rows).toEqual([
      { ...sentRow(0), received: 5, outcome: 'discard', reason: 'throttled', ...given },
      ...others,
    ]);
  });

  it('a payload changed on the way shows both checksums', () => {
    const { rows } = merged([arrival({ payloadCrc: 0xffff_ffff })], [delivery({ payloadCrc: 0xdead_beef })]);
    expect(rows[0]).toMatchObject({ payload: '000000a0', deliveredPayload: 'deadbeef' });
  });

  it('an Alert received twice and delivered twice gives each arrival its own delivery', () => {
    const { rows } = merged([arrival(), arrival({ timeUs: 6 })], [delivery(), delivery({ timeUs: 9 })]);
    expect(rows).toEqual([
      { ...sentRow(0), ...let_through, ...given },
      { ...sentRow(0), ...let_through, received: 6, ...given, delivered: 9 },
      ...others,
    ]);
  });

  it('an Alert received twice and delivered once leaves the second arrival without', () => {
    const { rows } = merged([arrival(), arrival({ timeUs: 6 })], [delivery()]);
    expect(rows.slice(0, 2)).toEqual([
      { ...sentRow(0), ...let_through, ...given },
      { ...sentRow(0), ...let_through, received: 6 },
    ]);
  });

  it('an Alert received twice, discarded once, gives its delivery to the arrival that was let through', () => {
    const { rows } = merged(
      [arrival({ outcome: 'discard', reason: 'engaged' }), arrival({ timeUs: 6 })],
      [delivery()],
    );
    expect(rows.slice(0, 2).map(({ outcome, copies }) => [outcome, copies])).toEqual([
      ['discard', 0],
      ['deliver', 1],
    ]);
  });

  it('an Alert received twice and delivered three times loses no copy', () => {
    const three = [8, 9, 10].map((timeUs) => delivery({ timeUs }));
    const { rows } = merged([arrival(), arrival({ timeUs: 6 })], three);
    expect(rows.slice(0, 2).map(({ copies }) => copies)).toEqual([1, 2]);
  });

  it('a planned Alert delivered though never received is one row without an outcome', () => {
    const twice = [delivery(), delivery({ timeUs: 9 })];
    expect(merged([], twice).rows).toEqual([{ ...sentRow(0), ...given, copies: 2 }, ...others]);
  });

  it.each([
    ['of a counter nobody planned', { counter: 3 }, { counter: 3 }],
    ['of a code nobody planned', { alertCode: 0x8f0a }, { code: '8F0A' }],
    ['of a Device nobody knows', { deviceId: 'nobody' }, { device: 'nobody' }],
  ])('a delivery %s stands alone at the end', (_, parts, row) => {
    const { rows } = merged([], [delivery(parts), delivery(parts)], []);
    const stray = { ...plannedRow(0), id: null, stream: null, planned: null, ...given, ...row };
    expect(rows).toEqual([...[0, 1, 2, 3].map(plannedRow), stray, stray]);
  });

  it('an unreadable delivery stands alone at the end, without a counter', () => {
    const { rows } = merged([], [delivery({ deviceId: 'unreadable', alertCode: 0, counter: null })], []);
    expect(rows.at(-1)).toEqual({
      ...plannedRow(0),
      ...given,
      id: null,
      stream: null,
      planned: null,
      device: 'unreadable',
      code: '0000',
      counter: 0,
    });
  });

  it.each([
    ['counter', { counter: 9 }, { counter: 9 }, { counter: 9 }],
    ['counter of 0', { counter: 0 }, { counter: 0 }, { counter: 0 }],
    ['code', { alertCode: 0x8f0a }, { alertCode: 0x8f0a }, { code: '8F0A' }],
    ['Device', { device: 2 }, { deviceId: 'nobody' }, { device: 'nobody' }],
  ])('an arrival with a %s nobody planned is kept, and so is its delivery', (_, came, went, row) => {
    const { rows } = merged([arrival(came)], [delivery(went)], []);
    expect(rows).toEqual([
      { ...plannedRow(0), id: null, stream: null, planned: null, ...let_through, ...given, ...row },
      ...[0, 1, 2, 3].map(plannedRow),
    ]);
  });
});
