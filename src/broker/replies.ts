// Acknowledgements that are due: those of one client are gathered while its packets are gone through, those of all
// clients leave together. One for all clients: their packets are gone through one client after another.

import type { PacketSender } from './client-connection.ts';
import { Rhythm } from './rhythm.ts';

/** Every acknowledgement is as long: type, length, packet id (MQTT 3.1.1 sections 3.4 to 3.7). */
const REPLY_BYTES = 4;
const FIRST_ROOM = 64 * REPLY_BYTES;
/** Under load no timer fires for long: so many clients are not made to wait for one. */
const CLIENTS_AT_ONCE = 64;

/** Acknowledgements not sent yet. */
export class Replies {
  /** Those of one client after another. */
  #bytes = Buffer.allocUnsafe(FIRST_ROOM);
  #length = 0;
  #clients: PacketSender[] = [];
  /** Where in the bytes those of each client end. */
  #ends: number[] = [];
  /** Where they end that are due to somebody. */
  #due = 0;
  readonly #rhythm = new Rhythm(() => this.#send());

  /** Adds one, of the type whose first byte is given. */
  add(firstByte: number, packetId: number): void {
    if (this.#length + REPLY_BYTES > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], 2 * this.#bytes.length);
    const at = this.#length;
    this.#bytes[at] = firstByte;
    this.#bytes[at + 1] = 2;
    this.#bytes[at + 2] = packetId >> 8;
    this.#bytes[at + 3] = packetId & 0xff;
    this.#length += REPLY_BYTES;
  }

  /** Those that were added are due to this client, and will be sent within the millisecond. */
  dueTo(client: PacketSender): void {
    if (this.#length === this.#due) return;
    // Not pushed: see the interner.
    const n = this.#clients.length;
    this.#clients[n] = client;
    this.#ends[n] = this.#length;
    this.#due = this.#length;
    this.#rhythm.ask(this.#clients.length >= CLIENTS_AT_ONCE);
  }

  /** Sends whatever is due to anybody: what is said next must not overtake it. */
  sendNow(): void {
    if (this.#clients.length > 0) this.#rhythm.ask(true);
  }

  #send(): void {
    const bytes = this.#bytes;
    const clients = this.#clients;
    const ends = this.#ends;
    // The network may take these bytes later.
    this.#bytes = Buffer.allocUnsafe(FIRST_ROOM);
    this.#length = 0;
    this.#due = 0;
    this.#clients = [];
    this.#ends = [];
    let from = 0;
    for (let n = 0; n < clients.length; n++) {
      clients[n]!.send(bytes.subarray(from, ends[n]));
      from = ends[n]!;
    }
  }
}
