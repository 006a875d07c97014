// The Devices of one shard on their MQTT connections: one each, or one per hub. Connects a bounded number at a time and
// publishes their Alerts; notes when each was written and when it was acknowledged.

import type { Clock } from '../domain/clock.ts';
import { messageOf } from '../domain/failure.ts';
import { payloadCrc } from '../ledger/checksum.ts';
import type { EmissionLedger } from '../ledger/emission-ledger.ts';
import { writeAlert } from '../wire/alert-message.ts';
import { loadMqttClient } from '../wire/mqtt-client.ts';
import type { Acknowledged, MqttConnection, OpenMqttConnection } from '../wire/mqtt-connection.ts';
import { alertTopic } from '../wire/topics.ts';
import type { MeterOrder } from './meter-protocol.ts';
import { sourceAddress } from './source-address.ts';

/** Why not all Devices could connect. */
export interface NotConnected {
  readonly cause: string;
}

/** All Devices of a shard. */
export class Meters {
  sent = 0;
  acknowledged = 0;
  reconnects = 0;
  connected = 0;
  readonly #order: MeterOrder;
  readonly #ledger: EmissionLedger;
  /** The connection of each Device; Devices of one hub may share one. */
  readonly #connections: MqttConnection[] = [];
  readonly #countReconnect = (): number => this.reconnects++;
  #acknowledged: Acknowledged = () => {};

  /** `ledger` is where they note what they do. */
  constructor(order: MeterOrder, ledger: EmissionLedger) {
    this.#order = order;
    this.#ledger = ledger;
  }

  /** Connects every Device; stops at the first that is refused and says why. */
  async connect(): Promise<NotConnected | null> {
    const open = await loadMqttClient(this.#order.client);
    const { shard, connectsInFlight } = this.#order;
    const clients = [...devicesByClient(shard.clientIds)];
    let next = 0;
    let refused: NotConnected | null = null;
    const connectOneByOne = async (): Promise<void> => {
      while (next < clients.length && refused === null) {
        const index = next++;
        const [clientId, devices] = clients[index]!;
        try {
          const connection = await this.#connect(clientId, shard.index * clients.length + index, open);
          for (const device of devices) this.#connections[device] = connection;
          this.connected += devices.length;
        } catch (thrown) {
          refused = { cause: `client ${clientId}: ${messageOf(thrown)}` };
        }
      }
    };
    await Promise.all(Array.from({ length: connectsInFlight }, connectOneByOne));
    return refused;
  }

  /** From now on Alerts are sent: by this clock, and with this told the row of each that is acknowledged. */
  begin(clock: Clock, settled: (row: number) => void): void {
    const ledger = this.#ledger;
    const { shard, qos } = this.#order;
    this.#acknowledged = (error, row) => {
      if (error) return;
      if (qos > 0) ledger.acknowledged(shard.id[row]!, clock.nowUs());
      this.acknowledged++;
      settled(row);
    };
  }

  /** Publishes the Alert in this row of the shard, and notes that it was sent at this moment. */
  send(row: number, nowUs: number): void {
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
    this.#ledger.sent(shard.id[row]!, nowUs, payloadCrc(payload));
    this.sent++;
    this.#connections[device]!.publish(
      alertTopic(deviceId, alertCode),
      payload,
      qos,
      this.#acknowledged,
      row,
    );
  }

  async disconnect(): Promise<void> {
    await Promise.allSettled([...new Set(this.#connections)].map((connection) => connection.close()));
  }

  #connect(clientId: string, index: number, open: OpenMqttConnection): Promise<MqttConnection> {
    const { host, port } = this.#order;
    const localAddress = sourceAddress(host, index);
    const from = localAddress === undefined ? {} : { localAddress };
    return open({ host, port, clientId, ...from, onReconnect: this.#countReconnect });
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
