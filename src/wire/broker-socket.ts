// The socket below an MQTT connection, plain or over TLS, the same for every client. Says nothing of MQTT, and
// holds no state.

import { isIP, connect as openSocket, type Socket, type TcpSocketConnectOpts } from 'node:net';
import { type ConnectionOptions, connect as openSecureSocket } from 'node:tls';
import type { MqttConnectionOptions } from './mqtt-connection.ts';

/** How to be given what comes in: bytes in a buffer that is used again and again. */
export type Reading = NonNullable<TcpSocketConnectOpts['onread']>;

/** Begins to connect. Without a way of reading, what comes in is had from the socket as a stream. */
export function socketTo(
  { host, port, localAddress, tls = false }: MqttConnectionOptions,
  onread?: Reading,
): Socket {
  const to = {
    host,
    port,
    noDelay: true,
    ...(localAddress === undefined ? {} : { localAddress }),
    ...(onread === undefined ? {} : { onread }),
  };
  if (!tls) return openSocket(to);
  const secure: ConnectionOptions = isIP(host) === 0 ? { ...to, servername: host } : to;
  return openSecureSocket(secure);
}
