// A peer that speaks MQTT by script: it keeps every packet it is sent, in order and by connection, and sends what a
// test tells it to and nothing else.

import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { generate, type Packet, parser } from 'mqtt-packet';

/** One connection as the peer sees it. */
export class PeerConnection {
  readonly packets: Packet[] = [];
  readonly socket: Socket;
  closed = false;
  #heard: () => void = () => {};

  constructor(socket: Socket, onPacket: (packet: Packet, connection: PeerConnection) => void) {
    this.socket = socket;
    const reader = parser({ protocolVersion: 4 });
    reader.on('packet', (packet) => {
      this.packets.push(packet);
      onPacket(packet, this);
      this.#heard();
    });
    // What is no MQTT, such as the beginning of TLS, is no packet.
    reader.on('error', () => {});
    socket.on('data', (bytes) => reader.parse(bytes));
    socket.on('error', () => {});
    socket.on('close', () => {
      this.closed = true;
      this.#heard();
    });
  }

  send(...packets: Packet[]): void {
    this.socket.write(Buffer.concat(packets.map((packet) => generate(packet))));
  }

  /** Packets of one kind so far. */
  all<Cmd extends Packet['cmd']>(cmd: Cmd): Extract<Packet, { cmd: Cmd }>[] {
    return this.packets.filter((packet): packet is Extract<Packet, { cmd: Cmd }> => packet.cmd === cmd);
  }

  /** Waits until something holds; looks whenever the peer hears anything. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  /** Waits for this many packets of one kind. */
  async heard<Cmd extends Packet['cmd']>(cmd: Cmd, count = 1): Promise<Extract<Packet, { cmd: Cmd }>[]> {
    await this.until(() => this.all(cmd).length >= count);
    return this.all(cmd);
  }
}

/** What a peer does by itself on a packet. */
export type Manners = (packet: Packet, connection: PeerConnection) => void;

/** Takes every client and every subscription, and answers nothing else. */
export const welcoming: Manners = (packet, connection) => {
  if (packet.cmd === 'connect') connection.send({ cmd: 'connack', returnCode: 0, sessionPresent: false });
  if (packet.cmd === 'subscribe') {
    const granted = packet.subscriptions.map(({ qos }) => qos);
    connection.send({ cmd: 'suback', messageId: packet.messageId!, granted });
  }
};

/** A listening peer. */
export class ScriptedPeer {
  readonly connections: PeerConnection[] = [];
  manners: Manners;
  readonly #server: Server;
  #connected: () => void = () => {};

  constructor(manners: Manners) {
    this.manners = manners;
    this.#server = createServer((socket) => {
      const connection = new PeerConnection(socket, (packet, from) => this.manners(packet, from));
      this.connections.push(connection);
      this.#connected();
    });
  }

  async listen(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The n-th connection, from 0, once it is there. */
  async connection(index: number): Promise<PeerConnection> {
    while (this.connections.length <= index) {
      await new Promise<void>((resolve) => {
        this.#connected = resolve;
      });
    }
    return this.connections[index]!;
  }

  async close(): Promise<void> {
    for (const { socket } of this.connections) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
