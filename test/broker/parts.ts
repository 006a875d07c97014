// The broker's parts for tests: a throttle that says what it is told, and a gate, bus and broker around it.

import { Access, type KnownDevice } from '../../src/broker/access.ts';
import { type EmbeddedBroker, startBroker } from '../../src/broker/embedded-broker.ts';
import { Refusals } from '../../src/broker/refusals.ts';
import { ThrottleGate } from '../../src/broker/throttle-gate.ts';
import { UserOutlets } from '../../src/broker/user-outlets.ts';
import { ManualClock } from '../../src/domain/clock.ts';
import type { Qos } from '../../src/domain/qos.ts';
import { GateLedger } from '../../src/ledger/gate-ledger.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import type { Arrival, Decision } from '../../src/throttle/throttle.ts';
import { type AlertMessage, writeAlert } from '../../src/wire/alert-message.ts';

/** The Devices that the broker knows. */
export const A = '02-53-50-02-00-00-00-01';
export const B = '02-53-50-02-00-00-00-02';

/** The same as the broker numbers them. */
export const DEVICE_A: KnownDevice = { id: A, number: 0 };
export const DEVICE_B: KnownDevice = { id: B, number: 1 };

/** What the throttle is told to say. */
export const DELIVER = { outcome: 'deliver', reason: 'told-to' } as const satisfies Decision;
export const DISCARD = { outcome: 'discard', reason: 'told-not-to' } as const satisfies Decision;

/** The bytes of an Alert of A: 81C3, counter 1, to the Supplier, unless they say otherwise. */
export const alertOf = (parts: Partial<AlertMessage> = {}): Buffer =>
  writeAlert({
    deviceId: A,
    alertCode: 0x81c3,
    originatorCounter: 1,
    recipient: 'Supplier',
    timestampUs: 0,
    ...parts,
  });

/** A gate whose throttle answers by `decide`, with everything it writes to. */
export function gateWith(
  decide: (arrival: Arrival) => Decision = () => DELIVER,
  countsBy: Profile['clock'] = 'receipt',
) {
  const asked: Arrival[] = [];
  let givenUp = 0;
  const clock = new ManualClock();
  const ledger = new GateLedger([A, B]);
  const refusals = new Refusals();
  const throttle = {
    trackedKeys: 0,
    decide: (arrival: Arrival): Decision => {
      asked.push(arrival);
      return decide(arrival);
    },
  };
  const onGivenUp = (): void => void givenUp++;
  const gate = new ThrottleGate({ throttle, countsBy, clock, ledger, refusals, onGivenUp });
  return { gate, clock, ledger, refusals, asked, timesGivenUp: () => givenUp };
}

/** Each of the Devices on a connection of its own. */
export function accessOfBoth(): Access {
  return new Access([A, B].map((id) => [id, id]));
}

/** A running broker for the Devices A and B, each with a connection of its own and QoS 1, unless told otherwise. */
export async function brokerWith(
  decide?: (arrival: Arrival) => Decision,
  port = 0,
  { access = accessOfBoth(), qos = 1 }: { access?: Access; qos?: Qos } = {},
): Promise<ReturnType<typeof gateWith> & { broker: EmbeddedBroker }> {
  const parts = gateWith(decide);
  const { gate, refusals } = parts;
  const outlets = new UserOutlets();
  const broker = await startBroker(port, { access, gate, outlets, refusals, qos });
  return { ...parts, broker };
}
