// What one User is given: each delivery becomes a PUBLISH at once, all those of one millisecond leave together. A User
// that reads slowly is never waited for; one that is too far behind is cut off. Its acknowledgements end here, and QoS
// 2 is seen through (MQTT 3.1.1 section 4.3).

import { MAX_USER_BACKLOG_BYTES } from '../domain/limits.ts';
import type { Qos } from '../domain/qos.ts';
import { BrokenOff } from './broken-off.ts';
import type { PacketSender, PacketTaker } from './client-connection.ts';
import { PacketIds } from './packet-ids.ts';
import { publishPacket } from './publish-packet.ts';
import type { Replies } from './replies.ts';
import { Rhythm } from './rhythm.ts';
import { WaitingMessages } from './waiting-messages.ts';

const PUBACK = 0x40;
const PUBREC = 0x50;
const PUBREL = 0x62;
const PUBCOMP = 0x70;
const ACKNOWLEDGEMENT_BYTES = 4;
/** Deliveries that leave together: some dozens, so that one write costs each of them little. */
const SEND_BYTES = 16_384;

/** One User's connection, as long as it is open. */
export class UserOutlet implements PacketTaker {
  readonly #connection: PacketSender;
  readonly #replies: Replies;
  readonly #onClosed: () => void;
  /** The quality of service it is given; null while it has not subscribed. */
  #qos: Qos | null = null;
  /** Packets that leave together. */
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  readonly #rhythm = new Rhythm(() => this.#send());
  readonly #ids = new PacketIds();
  /** What waits for a packet id: nothing while one is free. */
  readonly #waiting = new WaitingMessages();

  constructor(connection: PacketSender, replies: Replies, onClosed: () => void) {
    this.#connection = connection;
    this.#replies = replies;
    this.#onClosed = onClosed;
  }

  /** Bytes that the User has not taken yet. */
  get backlogBytes(): number {
    return this.#waiting.bytes + this.#pendingBytes + this.#connection.backlogBytes;
  }

  subscribe(qos: Qos): void {
    this.#qos = qos;
  }

  unsubscribe(): void {
    this.#qos = null;
  }

  /** Gives it a message, if it has subscribed. */
  give(topic: string, payload: Buffer): void {
    const qos = this.#qos;
    if (qos === null) return;
    if (qos > 0 && !this.#ids.anyFree) this.#waiting.add({ topic, payload, qos });
    else this.#write(topic, payload, qos);
    this.#sendSoon();
  }

  take(packet: Buffer): boolean {
    if (packet.length !== ACKNOWLEDGEMENT_BYTES) return false;
    const type = packet[0];
    const id = packet.readUInt16BE(2);
    if (type === PUBACK || type === PUBCOMP) this.#acknowledged(id);
    else if (type === PUBREC) this.#replies.add(PUBREL, id);
    else return false;
    return true;
  }

  flush(): void {
    this.#replies.dueTo(this.#connection);
    this.#cutOffIfTooSlow();
  }

  closed(): void {
    this.#qos = null;
    this.#onClosed();
  }

  #acknowledged(id: number): void {
    this.#ids.free(id);
    // An id that was not in use frees none.
    const next = this.#ids.anyFree ? this.#waiting.take() : null;
    if (next === null) return;
    this.#write(next.topic, next.payload, next.qos);
    this.#sendSoon();
  }

  #write(topic: string, payload: Buffer, qos: Qos): void {
    const packet = publishPacket(topic, payload, qos, qos === 0 ? 0 : this.#ids.take());
    // Not pushed: see the interner.
    this.#pending[this.#pending.length] = packet;
    this.#pendingBytes += packet.length;
  }

  /** Under load no timer fires for long: what has come together does not wait for one. */
  #sendSoon(): void {
    this.#rhythm.ask(this.#pendingBytes >= SEND_BYTES);
  }

  #send(): void {
    if (this.#pendingBytes > 0) {
      const packets = Buffer.concat(this.#pending, this.#pendingBytes);
      this.#pending = [];
      this.#pendingBytes = 0;
      this.#connection.send(packets);
    }
    this.#cutOffIfTooSlow();
  }

  #cutOffIfTooSlow(): void {
    if (this.backlogBytes > MAX_USER_BACKLOG_BYTES)
      this.#connection.destroy(new BrokenOff('slow-user', 'too far behind'));
  }
}
