// The Devices of one shard on their MQTT connections: one each, or one per hub. Connects a bounded number at a time and
// publishes their Alerts; remembers when each was written and when it was acknowledged.

import type { Clock } from '../domain/clock.ts';
import { messageOf } from '../domain/failure.ts';
import { payloadCrc } from '../ledger/checksum.ts';
import { type EmissionLedger, emissionLedger } from '../ledger/emission-ledger.ts';
import { writeAlert } from '../wire/alert-message.ts';
import { loadMqttClient } from '../wire/mqtt-client.ts';
import type { MqttConnection, OpenMqttConnection } from '../wire/mqtt-connection.ts';
import { alertTopic } from '../wire/topics.ts';
import type { MeterOrder } from './meter-protocol.ts';

/** Why not all Devices could connect. */
export interface NotConnected {
  readonly cause: string;
}

/** All Devices of a shard. */
export class Meters {
  readonly ledger: EmissionLedger;
  sent = 0;
  acknowledged = 0;
  reconnects = 0;
  connected = 0;
  readonly #order: MeterOrder;
  /** The connection of each Device; Devices of one hub may share one. */
  readonly #connections: MqttConnection[] = [];

  constructor(order: MeterOrder) {
    this.#order = order;
    this.ledger = emissionLedger(order.shard.id);
  }

  /** Connects every Device; stops at the first that is refused and says why. */
  async connect(): Promise<NotConnected | null> {
    const open = await loadMqttClient(this.#order.client);
    const clients = [...devicesByClient(this.#order.shard.clientIds)];
    let next = 0;
    let refused: NotConnected | null = null;
    const connectOneByOne = async (): Promise<void> => {
      while (next < clients.length && refused === null) {
        const [clientId, devices] = clients[next++]!;
        try {
          const connection = await this.#connect(clientId, open);
          for (const device of devices) this.#connections[device] = connection;
          this.connected += devices.length;
        } catch (thrown) {
          refused = { cause: `client ${clientId}: ${messageOf(thrown)}` };
        }
      }
    };
    await Promise.all(Array.from({ length: this.#order.connectsInFlight }, connectOneByOne));
    return refused;
  }

  /** Publishes the Alert in this row of the shard. `settled` is called when it is acknowledged. */
  send(row: number, clock: Clock, settled: () => void): void {
    const { shard, qos } = this.#order;
    const device = shard.device[row]!;
    const { alertCode, recipient } = shard.streams[shard.stream[row]!]!;
    const deviceId = shard.deviceIds[device]!;
    const payload = writeAlert({
      deviceId,
      alertCode,
      originatorCounter: shard.counter[row]!,
      recipient,
      timestampUs: shard.timestampUs[row]!,
    });
    this.ledger.payloadCrc[row] = payloadCrc(payload);
    this.ledger.sentUs[row] = clock.nowUs();
    this.sent++;
    this.#connections[device]!.publish(alertTopic(deviceId, alertCode), payload, qos, (error) => {
      if (error) return;
      this.ledger.acknowledgedUs[row] = qos === 0 ? Number.NaN : clock.nowUs();
      this.acknowledged++;
      settled();
    });
  }

  async disconnect(): Promise<void> {
    await Promise.allSettled([...new Set(this.#connections)].map((connection) => connection.close()));
  }

  #connect(clientId: string, open: OpenMqttConnection): Promise<MqttConnection> {
    const { host, port } = this.#order;
    return open({ host, port, clientId, onReconnect: () => this.reconnects++ });
  }
}

/** The Devices on each connection, in the order of the first. */
function devicesByClient(clientIds: readonly string[]): Map<string, number[]> {
  const devices = new Map<string, number[]>();
  clientIds.forEach((clientId, device) => {
    const others = devices.get(clientId);
    if (others) others.push(device);
    else devices.set(clientId, [device]);
  });
  return devices;
}
