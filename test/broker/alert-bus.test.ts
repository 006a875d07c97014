// The bus that Aedes publishes into by itself: an Alert of a known Device is offered to the gate, nothing else is, and
// whatever comes, Aedes is told that it is done.

import { describe, expect, it } from 'vitest';
import { AlertBus } from '../../src/broker/alert-bus.ts';
import { UserOutlets } from '../../src/broker/user-outlets.ts';
import { alertTopic, deliveryTopic, userFilter } from '../../src/wire/topics.ts';
import { outletThatHears } from './hearing-outlet.ts';
import { A, accessOfBoth, alertOf, DISCARD, gateWith } from './parts.ts';

/** A bus, with a Supplier and a DCC that listen. */
function busWith(make = gateWith) {
  const parts = make();
  const outlets = new UserOutlets();
  const heard = { Supplier: outletThatHears(outlets, 'Supplier'), DCC: outletThatHears(outlets, 'DCC') };
  const bus = new AlertBus({ access: accessOfBoth(), gate: parts.gate, outlets });
  const emitted = (topic: string): Promise<void> =>
    new Promise((resolve) => {
      bus.emit({ topic, payload: alertOf(), qos: 1 }, resolve);
    });
  return { ...parts, bus, heard, emitted };
}

describe('the bus', () => {
  it('gives an Alert that was let through to the one User it is addressed to', async () => {
    const { emitted, heard } = busWith();
    await emitted(alertTopic(A, 0x81c3));
    expect(heard).toEqual({ Supplier: [deliveryTopic('Supplier', A, 0x81c3)], DCC: [] });
  });

  it('gives nobody what was discarded, and still says it is done', async () => {
    const { emitted, heard, ledger } = busWith(() => gateWith(() => DISCARD));
    await emitted(alertTopic(A, 0x81c3));
    expect([heard, ledger.length]).toEqual([{ Supplier: [], DCC: [] }, 1]);
  });

  it.each([
    ['a delivery topic', deliveryTopic('Supplier', A, 0x81c3)],
    ['the filter of a User', userFilter('Supplier')],
    ['a topic of the broker', '$SYS/broker/new/clients'],
    ['a topic nobody has', 'refused'],
    ['a topic below an Alert topic', `${alertTopic(A, 0x81c3)}/x`],
    ['the topic of a Device nobody knows', alertTopic('02-53-50-02-00-00-00-03', 0x81c3)],
  ])('drops what is published to %s: the throttle is not asked', async (_, topic) => {
    const { emitted, heard, asked } = busWith();
    await emitted(topic);
    expect([heard, asked]).toEqual([{ Supplier: [], DCC: [] }, []]);
  });

  it('has no listeners: what is said to one is said by an outlet', async () => {
    const { bus, emitted, heard } = busWith();
    const deaf: string[] = [];
    const listener = ({ topic }: { topic: string }): void => void deaf.push(topic);
    await new Promise<void>((resolve) => {
      bus.on(userFilter('Supplier'), listener, resolve);
    });
    await emitted(alertTopic(A, 0x81c3));
    await new Promise<void>((resolve) => {
      bus.removeListener(userFilter('Supplier'), listener, resolve);
    });
    await new Promise<void>((resolve) => bus.close(resolve));
    expect([deaf, heard.Supplier.length]).toEqual([[], 1]);
  });
});
