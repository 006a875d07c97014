// What one User is given: each delivery becomes a PUBLISH at once, all those of one turn of the event loop leave
// together. A User that reads slowly is never waited for; one that is too far behind is cut off. Its acknowledgements
// end here, and QoS 2 is seen through (MQTT 3.1.1 section 4.3).

import { MAX_USER_BACKLOG_BYTES } from '../domain/limits.ts';
import type { Qos } from '../domain/qos.ts';
import type { PacketSender, PacketTaker } from './client-connection.ts';
import { PacketIds } from './packet-ids.ts';
import { publishPacket } from './publish-packet.ts';
import type { Replies } from './replies.ts';

const PUBACK = 0x40;
const PUBREC = 0x50;
const PUBREL = 0x62;
const PUBCOMP = 0x70;
const ACKNOWLEDGEMENT_BYTES = 4;

/** A message that waits for a packet id. */
interface Waiting {
  readonly topic: string;
  readonly payload: Buffer;
}

/** One User's connection, as long as it is open. */
export class UserOutlet implements PacketTaker {
  readonly #connection: PacketSender;
  readonly #replies: Replies;
  readonly #onClosed: (tooSlow: boolean) => void;
  /** The quality of service it is given; null while it has not subscribed. */
  #qos: Qos | null = null;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  readonly #ids = new PacketIds();
  #waiting: Waiting[] = [];
  #tooSlow = false;

  constructor(connection: PacketSender, replies: Replies, onClosed: (tooSlow: boolean) => void) {
    this.#connection = connection;
    this.#replies = replies;
    this.#onClosed = onClosed;
  }

  /** Bytes that the User has not taken yet. */
  get backlogBytes(): number {
    return this.#pendingBytes + this.#connection.backlogBytes;
  }

  subscribe(qos: Qos): void {
    this.#qos = qos;
  }

  unsubscribe(): void {
    this.#qos = null;
  }

  /** Gives it a message, if it has subscribed. */
  give(topic: string, payload: Buffer): void {
    if (this.#qos === null) return;
    if (this.#qos === 0) this.#write(publishPacket(topic, payload, 0, 0));
    else if (this.#ids.anyFree && this.#waiting.length === 0) this.#writeNumbered(topic, payload);
    else this.#waiting.push({ topic, payload });
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
    this.#replies.sendTo(this.#connection);
  }

  closed(): void {
    this.#qos = null;
    this.#pending = [];
    this.#onClosed(this.#tooSlow);
  }

  #acknowledged(id: number): void {
    this.#ids.free(id);
    const next = this.#waiting.shift();
    if (next) this.#writeNumbered(next.topic, next.payload);
  }

  #writeNumbered(topic: string, payload: Buffer): void {
    this.#write(publishPacket(topic, payload, this.#qos!, this.#ids.take()));
  }

  #write(packet: Buffer): void {
    if (this.#pending.length === 0) setImmediate(() => this.#send());
    this.#pending.push(packet);
    this.#pendingBytes += packet.length;
  }

  #send(): void {
    const packets = Buffer.concat(this.#pending, this.#pendingBytes);
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#connection.send(packets);
    if (this.#connection.backlogBytes <= MAX_USER_BACKLOG_BYTES) return;
    this.#tooSlow = true;
    this.#connection.destroy(new Error('too far behind'));
  }
}
