// One MQTT 3.1.1 connection: the only file that knows mqtt.js. Devices publish through it, Users and captures receive
// through it. A lost connection is opened again, its subscriptions made again, and unacknowledged messages are sent
// again with DUP set (MQTT 3.1.1 section 4.4); whoever cares is told.

import { isIP, connect as openSocket, type Socket } from 'node:net';
import { connect as openSecureSocket } from 'node:tls';
import mqtt from 'mqtt';
import type { Qos } from '../domain/qos.ts';

const KEEPALIVE_S = 60;
const RECONNECT_MS = 500;
const CONNECT_TIMEOUT_MS = 120_000;

/** What a broker says of a message beside its topic and payload. */
export interface MessageFacts {
  /** It may have been sent before (MQTT 3.1.1 section 3.3.1.1). */
  readonly dup: boolean;
  /** It was kept by the broker from before the subscription (section 3.3.1.3). */
  readonly retained: boolean;
}

/** Where and as whom to connect. */
export interface MqttConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly clientId: string;
  /** Over TLS, the certificate checked against those that Node trusts. */
  readonly tls?: boolean;
  readonly username?: string;
  readonly password?: string;
  /** How long the broker may take to accept the connection; two minutes when not said. */
  readonly connectTimeoutMs?: number;
  readonly onMessage?: (topic: string, payload: Buffer, facts: MessageFacts) => void;
  /** A lost connection is tried again. */
  readonly onReconnect?: () => void;
  /** The connection is gone; may be called again for every vain attempt to make it anew. */
  readonly onLost?: () => void;
  /** A lost connection was made again. */
  readonly onRestored?: () => void;
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
  const { clientId, username, password, onMessage, onReconnect, onLost, onRestored } = options;
  let socketError: Error | undefined;
  const openStream = (): Socket =>
    socketTo(options).on('error', (error) => {
      socketError = error;
    });
  const client = new mqtt.MqttClient(openStream, {
    clientId,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    clean: true,
    protocolVersion: 4,
    keepalive: KEEPALIVE_S,
    reconnectPeriod: RECONNECT_MS,
    connectTimeout: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
  });
  if (onMessage) {
    client.on('message', (topic, payload, { dup, retain }) => {
      onMessage(topic, payload, { dup, retained: retain });
    });
  }
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      client.end(true);
      reject(error);
    };
    const closed = (): void => {
      refuse(socketError ?? new Error('the connection was closed before it was accepted'));
    };
    client.once('error', refuse);
    client.once('close', closed);
    client.once('connect', () => {
      // These two and no others: the client makes a lost connection anew by listeners of its own.
      client.off('error', refuse).off('close', closed);
      client.on('error', () => {});
      client.on('reconnect', () => onReconnect?.());
      client.on('close', () => onLost?.());
      client.on('connect', () => onRestored?.());
      resolve(connectionOf(client));
    });
  });
}

function socketTo({ host, port, tls = false }: MqttConnectionOptions): Socket {
  if (!tls) return openSocket({ host, port, noDelay: true });
  return openSecureSocket({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}) });
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
    // A client that is between two connections would wait for one to say DISCONNECT on.
    close: () => client.endAsync(!client.connected),
  };
}
