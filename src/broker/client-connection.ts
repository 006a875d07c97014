// One client's socket, between the network and Aedes. Packets that belong to the Alerts are taken out on the way, by
// whoever was put in charge of this client; everything else is Aedes' own: sessions, subscriptions, pings. What Aedes
// writes and what the taker writes leaves by the same socket, whole packet after whole packet.

import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { BrokenOff } from './broken-off.ts';
import { takeKeepAliveS, type Watched } from './keep-alive.ts';
import { PacketFrames } from './packet-frames.ts';

/** Who is in charge of a client's Alerts. */
export interface PacketTaker {
  /** Takes a packet, or leaves it to Aedes. Must not throw. */
  take(packet: Buffer): boolean;
  /** Everything that came in one go was offered, or the connection was destroyed meanwhile. */
  flush(): void;
  /** The connection is gone. */
  closed(): void;
}

/** What packets are sent by. */
export interface PacketSender {
  /** Bytes that wait for the network. */
  readonly backlogBytes: number;
  /** Writes whole packets. */
  send(packets: Buffer): void;
  destroy(error: Error): void;
}

/** A connection as Aedes sees it. */
export class ClientConnection extends Duplex implements PacketSender, Watched {
  /** The longest silence the client announced, wall seconds; 0 for none (MQTT 3.1.1 section 3.1.2.10). */
  keepAliveS = 0;
  silentSweeps = 0;
  readonly #socket: Socket;
  readonly #packets = new PacketFrames();
  #stage: 'silent' | 'connecting' | 'open' | 'over' = 'silent';
  #taker: PacketTaker | null = null;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.on('data', (bytes) => this.#received(bytes));
    this.#takePastQueue(socket);
    socket.on('end', () => this.#pushEnd());
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  get backlogBytes(): number {
    return this.#socket.writableLength;
  }

  /** The client was accepted: from now on its packets are offered to the taker first. */
  open(taker: PacketTaker): void {
    if (this.#stage === 'over') {
      taker.closed();
      return;
    }
    this.#taker = taker;
    this.#stage = 'open';
    this.#offer();
    if (this.#socket.readableEnded) this.#pushEnd();
    else this.#socket.resume();
  }

  send(packets: Buffer): void {
    if (this.#stage !== 'over') this.#socket.write(packets);
  }

  override _read(): void {
    if (this.#stage !== 'connecting') this.#socket.resume();
  }

  /** Never holds anything back: a packet that Aedes writes in pieces must not be cut by one of the taker's. */
  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#socket.write(bytes);
    done();
  }

  override _writev(pieces: readonly { readonly chunk: Buffer }[], done: () => void): void {
    this.#socket.write(Buffer.concat(pieces.map(({ chunk }) => chunk)));
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#taker?.closed();
    this.#taker = null;
    this.#stage = 'over';
    this.#socket.destroy();
    done(error);
  }

  /** What a flowing socket with nothing queued reads would be given here anyway: a queue for each read costs more. */
  #takePastQueue(socket: Socket): void {
    socket.push = (bytes: Buffer | null): boolean => {
      const queued = bytes === null || socket.readableFlowing !== true || socket.readableLength > 0;
      if (queued) return Duplex.prototype.push.call(socket, bytes);
      this.#received(bytes);
      return true;
    };
  }

  #received(bytes: Buffer): void {
    this.silentSweeps = 0;
    this.#packets.add(bytes);
    this.#offer();
  }

  #offer(): void {
    const taker = this.#taker;
    // What follows a CONNECT waits for the answer: until then nobody knows whose it is.
    while (this.#stage === 'silent' || this.#stage === 'open') {
      const packet = this.#packets.next();
      if (packet === null) break;
      if (this.#stage === 'silent') this.#connect(packet);
      else if (!taker?.take(packet)) this.#leaveToAedes(packet);
    }
    taker?.flush();
    if (this.#packets.broken) this.destroy(new BrokenOff('protocol-error', 'malformed packet'));
  }

  /** A client that has said all it has to say is still answered: what it said before must not be overtaken. */
  #pushEnd(): void {
    if (this.#stage !== 'connecting') this.push(null);
  }

  #connect(packet: Buffer): void {
    this.#stage = 'connecting';
    this.#socket.pause();
    this.keepAliveS = takeKeepAliveS(packet);
    this.push(packet);
  }

  #leaveToAedes(packet: Buffer): void {
    if (!this.push(packet)) this.#socket.pause();
  }
}
