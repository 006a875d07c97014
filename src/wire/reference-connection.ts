// The reference client: the only file that knows mqtt.js. What it does with a connection, the fast client must do, too.
// mqtt.js is loaded on demand, for loading it is slow.

import type { MqttClient } from 'mqtt';
import { socketTo } from './broker-socket.ts';
import {
  CONNECT_TIMEOUT_MS,
  KEEPALIVE_S,
  type MqttConnection,
  type MqttConnectionOptions,
  type OpenMqttConnection,
  RECONNECT_MS,
} from './mqtt-connection.ts';

/** Loads mqtt.js: what opens a connection with it. */
export async function loadReferenceClient(): Promise<OpenMqttConnection> {
  const { MqttClient: Client } = await import('mqtt');
  return (options) => openConnection(Client, options);
}

function openConnection(Client: typeof MqttClient, options: MqttConnectionOptions): Promise<MqttConnection> {
  const { clientId, username, password, onMessage, onReconnect, onLost, onRestored } = options;
  let socketError: Error | undefined;
  const openStream = () =>
    socketTo(options).on('error', (error) => {
      socketError = error;
    });
  const client = new Client(openStream, {
    clientId,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    clean: true,
    protocolVersion: 4,
    keepalive: options.keepaliveS ?? KEEPALIVE_S,
    reconnectPeriod: RECONNECT_MS,
    // A broker that refuses a client once, while it starts again, say, may take it the next time.
    reconnectOnConnackError: true,
    connectTimeout: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
  });
  markWhatIsSentAgain(client);
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
      client.on('close', () => {
        if (!client.disconnecting) onLost?.();
      });
      client.on('connect', () => onRestored?.());
      resolve(connectionOf(client));
    });
  });
}

/** The client sends what is not acknowledged again, but does not say so, as MQTT 3.1.1 section 3.3.1.1 asks. */
function markWhatIsSentAgain(client: MqttClient): void {
  const sent = new Set<number | undefined>();
  client.on('packetsend', (packet) => {
    if (packet.cmd !== 'publish' || packet.qos === 0) return;
    packet.dup = sent.has(packet.messageId);
    sent.add(packet.messageId);
  });
  client.on('packetreceive', (packet) => {
    if (packet.cmd === 'puback' || packet.cmd === 'pubcomp') sent.delete(packet.messageId);
  });
}

function connectionOf(client: MqttClient): MqttConnection {
  return {
    get backlog() {
      return client.connected ? client.stream.writableLength : 0;
    },
    publish(topic, payload, qos, acknowledged, ticket = 0) {
      client.publish(topic, payload, { qos }, (error) => acknowledged(error ?? null, ticket));
    },
    async subscribe(filter, qos) {
      await client.subscribeAsync(filter, { qos });
    },
    close() {
      // The client would wait for what is in flight, for ever if need be; and, between two connections, for one to
      // say DISCONNECT on.
      for (const id of Object.keys(client.outgoing)) client.removeOutgoingMessage(Number(id));
      return client.endAsync(!client.connected);
    },
  };
}
