// A client that is nothing but a socket: it writes the bytes it is told to, all at once or not, and keeps what it is
// answered. What no library would send can be sent by it.

import { connect, type Socket } from 'node:net';
import mqttPacket, { type Packet } from 'mqtt-packet';
import { LOOPBACK } from '../../src/broker/embedded-broker.ts';
import { deferred } from '../../src/domain/deferred.ts';
import { bytesOf } from './any-packet.ts';

/** A packet to send, or bytes that are none. */
export type Sendable = object | Buffer;

/** A socket and the packets that came by it. */
export class RawClient {
  readonly socket: Socket;
  readonly received: Packet[] = [];
  /** Settles when the connection is gone. */
  readonly closed: Promise<void>;
  readonly #parser = mqttPacket.parser();
  #more = deferred<void>();

  constructor(port: number) {
    this.socket = connect({ host: LOOPBACK, port, noDelay: true, allowHalfOpen: true });
    this.#parser.on('packet', (packet) => void this.received.push(packet));
    this.socket.on('error', () => {});
    this.socket.on('data', (bytes) => {
      this.#parser.parse(bytes);
      this.#moved();
    });
    this.socket.on('end', () => this.socket.end());
    this.closed = new Promise((resolve) => {
      this.socket.once('close', () => {
        resolve();
        this.#moved();
      });
    });
  }

  /** Writes all of it in one go. */
  send(...packets: Sendable[]): void {
    this.socket.write(
      Buffer.concat(packets.map((packet) => (Buffer.isBuffer(packet) ? packet : bytesOf(packet)))),
    );
  }

  /** The first so many packets received, once they are there; fewer when the connection ends before. */
  async first(count: number): Promise<Packet[]> {
    while (this.received.length < count && !this.socket.closed) await this.#more.promise;
    return this.received.slice(0, count);
  }

  /** Kinds and packet ids of the first so many packets. */
  async firstNamed(count: number): Promise<string[]> {
    return (await this.first(count)).map(named);
  }

  #moved(): void {
    this.#more.resolve();
    this.#more = deferred();
  }
}

/** A packet by its kind and id. */
export const named = ({ cmd, messageId }: Packet): string =>
  messageId === undefined ? cmd : `${cmd} ${messageId}`;

/** The CONNECT of a client, without keep-alive unless it says otherwise. */
export const connectOf = (clientId: string, rest: object = {}) => ({
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion: 4,
  clean: true,
  keepalive: 0,
  clientId,
  ...rest,
});
