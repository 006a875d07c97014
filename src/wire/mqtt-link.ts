// One socket's worth of MQTT: packets out, those of one turn in one write; packets in, one by one; PINGREQ when nothing
// was sent for long. It ends when the peer breaks the rules, does not answer, or goes; it is never opened again.

import type { Socket } from 'node:net';
import { socketTo } from './broker-socket.ts';
import { GOODBYE, PING } from './control-packets.ts';
import { FrameReader, type PacketTaker, PeerFault } from './frame-reader.ts';
import { countNoSeconds, countSeconds, type Ticking } from './keep-alive.ts';
import type { Acknowledged, MqttConnectionOptions } from './mqtt-connection.ts';
import { type Collecting, flushAtTurnEnd } from './turn-end.ts';

/** Whoever speaks over a link. */
export interface LinkOwner {
  /** As of `PacketTaker`; a PeerFault thrown by it ends the link. */
  packet(bytes: Buffer, at: number, body: number, end: number): void;
  /** It is over, and says nothing more. The cause is null when nothing went wrong on this side. */
  closed(cause: Error | null): void;
}

/** What every socket of this thread reads into: it is read before another can be. */
const READ_BUFFER = Buffer.allocUnsafeSlow(65_536);

interface AtMostOnce {
  readonly acknowledged: Acknowledged;
  readonly ticket: number;
}

/** A link to a broker, from the first SYN on. */
export class MqttLink implements Collecting, Ticking, PacketTaker {
  readonly #owner: LinkOwner;
  readonly #socket: Socket;
  readonly #keepaliveS: number;
  readonly #reader = new FrameReader();
  /** What this turn has written; null for nothing, since an empty list that grows old keeps alive what it held. */
  #turn: Buffer[] | null = null;
  /** The messages in it that are fulfilled by being written. */
  #atMostOnce: AtMostOnce[] | null = null;
  #quietS = 0;
  /** Seconds since a PINGREQ that was not answered; negative when there is none. */
  #unansweredS = -1;
  #cause: Error | null = null;

  constructor(options: MqttConnectionOptions, keepaliveS: number, owner: LinkOwner) {
    this.#owner = owner;
    this.#keepaliveS = keepaliveS;
    this.#socket = socketTo(options, {
      buffer: READ_BUFFER,
      callback: (length) => {
        this.#read(length);
        return true;
      },
    });
    this.#socket.on('error', (error) => {
      this.#cause = error;
    });
    this.#socket.on('close', () => {
      countNoSeconds(this);
      this.flush();
      owner.closed(this.#cause);
    });
  }

  /** Bytes that the network has not taken yet. */
  get backlog(): number {
    return (this.#turn ?? []).reduce((sum, { length }) => sum + length, this.#socket.writableLength);
  }

  /** Writes a packet, at the end of this turn. */
  send(bytes: Buffer): void {
    if (this.#turn !== null) {
      this.#turn.push(bytes);
      return;
    }
    this.#turn = [bytes];
    flushAtTurnEnd(this);
  }

  /** Writes a message that is fulfilled by being written. */
  sendAtMostOnce(bytes: Buffer, acknowledged: Acknowledged, ticket: number): void {
    this.send(bytes);
    this.#atMostOnce ??= [];
    this.#atMostOnce.push({ acknowledged, ticket });
  }

  /** The broker took the client: from now on it is asked whether it is there. */
  accepted(): void {
    this.#quietS = 0;
    countSeconds(this);
  }

  /** The broker said that it is there. */
  alive(): void {
    this.#unansweredS = -1;
  }

  /** Says DISCONNECT after what was written, and lets the broker close. */
  end(): void {
    this.send(GOODBYE);
    this.flush();
    this.#socket.end();
  }

  /** Ends it at once. */
  cut(cause?: Error): void {
    this.#socket.destroy(cause);
  }

  packet(bytes: Buffer, at: number, body: number, end: number): boolean {
    this.#owner.packet(bytes, at, body, end);
    return !this.#socket.destroyed;
  }

  flush(): void {
    const turn = this.#turn;
    if (turn === null) return;
    const written = this.#toldWhenWritten();
    this.#turn = null;
    this.#quietS = 0;
    const bytes = turn.length === 1 ? turn[0]! : Buffer.concat(turn);
    if (this.#socket.writable) this.#socket.write(bytes, written);
    else written?.(new Error('the connection was lost before the message was written'));
  }

  second(): void {
    this.#quietS++;
    if (this.#unansweredS >= 0 && ++this.#unansweredS > this.#keepaliveS / 2) {
      this.cut(new Error('the broker did not answer in time'));
    } else if (this.#quietS >= this.#keepaliveS) {
      if (this.#unansweredS < 0) this.#unansweredS = 0;
      this.send(PING);
    }
  }

  #read(length: number): void {
    try {
      this.#reader.read(READ_BUFFER, length, this);
    } catch (thrown) {
      if (!(thrown instanceof PeerFault)) throw thrown;
      this.cut(thrown);
    }
  }

  #toldWhenWritten(): ((error?: Error | null) => void) | undefined {
    const told = this.#atMostOnce;
    if (told === null) return undefined;
    this.#atMostOnce = null;
    return (error) => {
      for (const { acknowledged, ticket } of told) acknowledged(error ?? null, ticket);
    };
  }
}
