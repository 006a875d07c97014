// One MQTT 3.1.1 connection: the only file that knows mqtt.js. Devices publish through it, Users receive
// through it. A lost connection is opened again and unacknowledged messages are sent again with DUP set
// (MQTT 3.1.1 section 4.4); whoever cares is told.

import { connect as openSocket } from 'node:net';
import mqtt from 'mqtt';
import type { Qos } from '../domain/qos.ts';

const KEEPALIVE_S = 60;
const RECONNECT_MS = 500;

/** Where and as whom to connect. */
export interface MqttConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly clientId: string;
  readonly onMessage?: (topic: string, payload: Buffer) => void;
  readonly onReconnect?: () => void;
}

/** An open connection. */
export interface MqttConnection {
  /** Writes a message; `acknowledged` is called once, when the quality of service is fulfilled, or with an error. */
  publish(topic: string, payload: Buffer, qos: Qos, acknowledged: (error: Error | null) => void): void;
  /** Rejects when the broker refuses the filter. */
  subscribe(filter: string, qos: Qos): Promise<void>;
  /** Says DISCONNECT and waits until the socket is closed. */
  close(): Promise<void>;
}

/** Opens a connection; rejects when the broker cannot be reached or refuses the client. */
export function openMqttConnection(options: MqttConnectionOptions): Promise<MqttConnection> {
  const { host, port, clientId, onMessage, onReconnect } = options;
  const client = new mqtt.MqttClient(() => openSocket({ host, port, noDelay: true }), {
    clientId,
    clean: true,
    protocolVersion: 4,
    keepalive: KEEPALIVE_S,
    reconnectPeriod: RECONNECT_MS,
    connectTimeout: 120_000,
  });
  if (onMessage) client.on('message', onMessage);
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      client.end(true);
      reject(error);
    };
    client.once('error', refuse);
    client.once('close', () => refuse(new Error('the connection was closed before it was accepted')));
    client.once('connect', () => {
      client.removeAllListeners('error').removeAllListeners('close');
      client.on('error', () => {});
      client.on('reconnect', () => onReconnect?.());
      resolve(connectionOf(client));
    });
  });
}

function connectionOf(client: mqtt.MqttClient): MqttConnection {
  return {
    publish(topic, payload, qos, acknowledged) {
      client.publish(topic, payload, { qos }, (error) => acknowledged(error ?? null));
    },
    async subscribe(filter, qos) {
      const granted = await client.subscribeAsync(filter, { qos });
      if (granted.some((grant) => grant.qos === 128))
        throw new Error(`subscription to ${filter} was refused`);
    },
    close: () => client.endAsync(),
  };
}
