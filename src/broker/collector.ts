// The Users: one MQTT subscription per receiving party. Everything they are given goes into the delivery ledger at
// the moment it comes, readable or not.

import type { Clock } from '../domain/clock.ts';
import { messageOf, StormError } from '../domain/failure.ts';
import type { Qos } from '../domain/qos.ts';
import type { UserRole } from '../domain/user.ts';
import { payloadCrc } from '../ledger/checksum.ts';
import type { DeliveryEntry, DeliveryLedger } from '../ledger/delivery-ledger.ts';
import { readAlert } from '../wire/alert-message.ts';
import { readDelivery } from '../wire/delivery-message.ts';
import { loadMqttClient, type MqttClientName } from '../wire/mqtt-client.ts';
import type { MqttConnection, OpenMqttConnection } from '../wire/mqtt-connection.ts';
import { userFilter } from '../wire/topics.ts';
import { userClientId } from './access.ts';

/** Where the Users connect and what becomes of what they get. */
export interface CollectorParts {
  readonly host: string;
  readonly port: number;
  /** What the Users connect with. */
  readonly client: MqttClientName;
  readonly users: readonly UserRole[];
  readonly qos: Qos;
  readonly clock: Clock;
  readonly ledger: DeliveryLedger;
  readonly onDelivery?: (delivery: DeliveryEntry) => void;
}

/** Users that listen. */
export interface Collector {
  /** Users whose connection was lost while they listened: what came meanwhile they were not given. */
  readonly lostUsers: number;
  close(): Promise<void>;
}

/**
 * Subscribes every User.
 * @throws StormError `user-not-connected`.
 */
export async function startCollector(parts: CollectorParts): Promise<Collector> {
  const open = await loadMqttClient(parts.client);
  const connections: MqttConnection[] = [];
  const lost = new Set<UserRole>();
  for (const user of parts.users) {
    connections.push(await subscribe(user, { ...parts, onLost: () => void lost.add(user) }, open));
  }
  return {
    get lostUsers() {
      return lost.size;
    },
    async close() {
      await Promise.allSettled(connections.map((connection) => connection.close()));
    },
  };
}

async function subscribe(
  user: UserRole,
  parts: CollectorParts & { readonly onLost: () => void },
  open: OpenMqttConnection,
): Promise<MqttConnection> {
  const { host, port, qos, clock, ledger, onDelivery, onLost } = parts;
  const onMessage = (_topic: string, bytes: Buffer): void => {
    const delivery = readEntry(bytes, clock.nowUs());
    ledger.append(delivery);
    onDelivery?.(delivery);
  };
  try {
    const connection = await open({ host, port, clientId: userClientId(user), onMessage, onLost });
    await connection.subscribe(userFilter(user), qos);
    return connection;
  } catch (thrown) {
    throw new StormError('user-not-connected', { user, cause: messageOf(thrown) }, thrown);
  }
}

function readEntry(bytes: Buffer, timeUs: number): DeliveryEntry {
  const delivery = readDelivery(bytes);
  if (!delivery) {
    const unreadable = { deviceId: 'unreadable', alertCode: 0, counter: null, sequenceId: null, count: null };
    return { ...unreadable, timeUs, payloadCrc: payloadCrc(bytes) };
  }
  const { deviceId, alertCode, payload } = delivery;
  return {
    deviceId,
    alertCode,
    counter: readAlert(payload, deviceId, alertCode)?.originatorCounter ?? null,
    timeUs,
    sequenceId: delivery.throttledAlertSequenceId,
    count: delivery.throttledAlertCount,
    payloadCrc: payloadCrc(payload),
  };
}
