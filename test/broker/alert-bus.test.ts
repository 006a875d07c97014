// The bus between publishers and Users: only what the gate lets through reaches a listener.

import { describe, expect, it } from 'vitest';
import { AlertBus, type BusPacket } from '../../src/broker/alert-bus.ts';
import { readDelivery } from '../../src/wire/delivery-message.ts';
import { alertTopic, deliveryTopic, userFilter } from '../../src/wire/topics.ts';
import { A, alertOf, B, DELIVER, DISCARD, gateWith } from './parts.ts';

const packet = (topic: string, payload = alertOf()): BusPacket => ({
  cmd: 'publish',
  topic,
  payload,
  qos: 1,
  retain: true,
  dup: true,
});

/** A bus with a Supplier and a DCC that listen. */
function busWith(decide = gateWith) {
  const parts = decide();
  const bus = new AlertBus(parts.gate, 2);
  const heard: Record<'Supplier' | 'DCC', BusPacket[]> = { Supplier: [], DCC: [] };
  for (const user of ['Supplier', 'DCC'] as const) {
    bus.on(userFilter(user), (got, done) => {
      heard[user].push(got);
      done();
    });
  }
  return { ...parts, bus, heard };
}

const emitted = (bus: AlertBus, sent: BusPacket): Promise<void> =>
  new Promise((resolve) => {
    bus.emit(sent, resolve);
  });

describe('the bus', () => {
  it('gives an Alert that was let through to the one User it is addressed to, as a fresh packet', async () => {
    const { bus, heard } = busWith();
    await emitted(bus, packet(alertTopic(A, 0x81c3)));
    expect(heard.DCC).toEqual([]);
    expect(heard.Supplier).toHaveLength(1);
    const { payload, ...rest } = heard.Supplier[0]!;
    expect(rest).toEqual({
      cmd: 'publish',
      topic: deliveryTopic('Supplier', A, 0x81c3),
      qos: 2,
      retain: false,
      dup: false,
    });
    expect(readDelivery(payload)?.payload.equals(alertOf())).toBe(true);
  });

  it('gives nobody what was discarded, and still says it is done', async () => {
    const { bus, heard, ledger } = busWith(() => gateWith(() => DISCARD));
    await emitted(bus, packet(alertTopic(A, 0x81c3)));
    expect([heard, ledger.length]).toEqual([{ Supplier: [], DCC: [] }, 1]);
  });

  it.each([
    ['a delivery topic', deliveryTopic('Supplier', A, 0x81c3)],
    ['the filter of a User', userFilter('Supplier')],
    ['a topic of the broker', '$SYS/broker/new/clients'],
    ['a topic nobody has', 'refused'],
    ['a topic below an Alert topic', `${alertTopic(A, 0x81c3)}/x`],
  ])('drops what is published to %s: the throttle is not asked', async (_, topic) => {
    const { bus, heard, asked } = busWith();
    await emitted(bus, packet(topic));
    expect([heard, asked]).toEqual([{ Supplier: [], DCC: [] }, []]);
  });

  it('asks the throttle even when no User listens', async () => {
    const parts = gateWith(() => DELIVER);
    await emitted(new AlertBus(parts.gate, 1), packet(alertTopic(A, 0x81c3)));
    expect(parts.asked).toHaveLength(1);
  });

  it('gives a listener nothing more once it is removed, and others go on', async () => {
    const parts = gateWith();
    const bus = new AlertBus(parts.gate, 1);
    const heard: string[] = [];
    const one = (): void => void heard.push('one');
    const other = (): void => void heard.push('other');
    await new Promise<void>((resolve) => {
      bus.on(userFilter('Supplier'), one, resolve);
    });
    bus.on(userFilter('Supplier'), other).on('devices/#', one);
    await emitted(bus, packet(alertTopic(A, 0x81c3)));
    await new Promise<void>((resolve) => {
      bus.removeListener(userFilter('Supplier'), one, resolve);
    });
    bus.removeListener('nothing/#', other);
    await emitted(bus, packet(alertTopic(B, 0x81c3), alertOf({ deviceId: B })));
    expect(heard).toEqual(['one', 'other', 'other']);
  });

  it('is silent when it is closed', async () => {
    const { bus, heard } = busWith();
    await new Promise<void>((resolve) => bus.close(resolve));
    await emitted(bus, packet(alertTopic(A, 0x81c3)));
    expect(heard).toEqual({ Supplier: [], DCC: [] });
  });
});
