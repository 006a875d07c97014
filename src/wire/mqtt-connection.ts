// What an MQTT 3.1.1 connection is to whoever publishes or listens: shapes only. Two clients implement it, and one test
// holds both to the same behaviour: a lost connection is opened again, its subscriptions made again, and unacknowledged
// messages are sent again with DUP set (MQTT 3.1.1 section 4.4); whoever cares is told.

import type { Qos } from '../domain/qos.ts';

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
  /** The address to connect from; the system chooses when not said. */
  readonly localAddress?: string;
  /** Over TLS, the certificate checked against those that Node trusts. */
  readonly tls?: boolean;
  readonly username?: string;
  readonly password?: string;
  /** How long the broker may take to accept the connection; two minutes when not said. */
  readonly connectTimeoutMs?: number;
  /** Seconds without anything sent before the broker is asked whether it is there; 60 when not said. */
  readonly keepaliveS?: number;
  readonly onMessage?: (topic: string, payload: Buffer, facts: MessageFacts) => void;
  /** A lost connection is tried again. */
  readonly onReconnect?: () => void;
  /** The connection is gone, unasked; may be called again for every vain attempt to make it anew. */
  readonly onLost?: () => void;
  /** A lost connection was made again. */
  readonly onRestored?: () => void;
}

/** Told once of every message, with the ticket it was published with: fulfilled, or given up and why. */
export type Acknowledged = (error: Error | null, ticket: number) => void;

/** An open connection. */
export interface MqttConnection {
  /** Bytes that were written to the socket of the moment and that the network has not taken yet. */
  readonly backlog: number;
  /**
   * Writes a message; `acknowledged` is called once, when the quality of service is fulfilled, or with an error. The
   * ticket is the caller's own, so that one function can serve all messages.
   */
  publish(topic: string, payload: Buffer, qos: Qos, acknowledged: Acknowledged, ticket?: number): void;
  /** Rejects when the broker refuses the filter, or the connection is lost before it answers. */
  subscribe(filter: string, qos: Qos): Promise<void>;
  /** Says DISCONNECT after what was written, and waits until the socket is closed. */
  close(): Promise<void>;
}

/** Opens a connection; rejects when the broker cannot be reached or refuses the client. */
export type OpenMqttConnection = (options: MqttConnectionOptions) => Promise<MqttConnection>;

/** How long after its loss a connection is tried again, and again after that. */
export const RECONNECT_MS = 500;

/** How long a broker may take to accept a connection when nothing else is said. */
export const CONNECT_TIMEOUT_MS = 120_000;

/** Seconds of silence after which a broker is asked whether it is there when nothing else is said. */
export const KEEPALIVE_S = 60;
