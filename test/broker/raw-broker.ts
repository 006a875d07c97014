// A running broker and clients that are nothing but sockets, all of them closed after each test.

import { afterEach, expect } from 'vitest';
import { userClientId } from '../../src/broker/access.ts';
import { sleepMs } from '../../src/domain/clock.ts';
import type { Qos } from '../../src/domain/qos.ts';
import type { UserRole } from '../../src/domain/user.ts';
import { alertTopic, userFilter } from '../../src/wire/topics.ts';
import { A, alertOf, brokerWith } from './parts.ts';
import { connectOf, RawClient } from './raw-client.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The PUBLISH of an Alert whose originator counter is its packet id. Of Device A unless it says otherwise. */
export function publishOf(messageId: number, qos: Qos, deviceId = A, rest: object = {}) {
  const payload = alertOf({ deviceId, originatorCounter: messageId });
  return { cmd: 'publish', topic: alertTopic(deviceId, 0x81c3), payload, qos, messageId, ...rest };
}

/** A broker, and what connects to it. */
export async function rawBroker(...how: Parameters<typeof brokerWith>) {
  const parts = await brokerWith(...how);
  closers.push(() => parts.broker.close());
  const open = (): RawClient => {
    const client = new RawClient(parts.broker.port);
    closers.push(async () => void client.socket.destroy());
    return client;
  };
  /** A client that was accepted. */
  const accepted = async (clientId: string, rest?: object): Promise<RawClient> => {
    const client = open();
    client.send(connectOf(clientId, rest));
    expect(await client.first(1)).toMatchObject([{ cmd: 'connack', returnCode: 0 }]);
    client.received.length = 0;
    return client;
  };
  /** A User that has subscribed. */
  const listening = async (user: UserRole, qos: Qos): Promise<RawClient> => {
    const client = await accepted(userClientId(user));
    const subscriptions = [{ topic: userFilter(user), qos }];
    client.send({ cmd: 'subscribe', messageId: 1, subscriptions });
    expect(await client.first(1)).toMatchObject([{ cmd: 'suback', granted: [qos] }]);
    client.received.length = 0;
    return client;
  };
  const counters = (): number[] => parts.asked.map(({ originatorCounter }) => originatorCounter);
  return { ...parts, open, accepted, listening, counters };
}

/** Waits for what comes about by itself. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleepMs(1);
}
