// Acknowledgements that are due to one client, gathered while its packets are gone through and sent in one go. One for
// all clients: their packets are gone through one client after another.

import type { PacketSender } from './client-connection.ts';

/** Every acknowledgement is as long: type, length, packet id (MQTT 3.1.1 sections 3.4 to 3.7). */
const REPLY_BYTES = 4;
const FIRST_ROOM = 64 * REPLY_BYTES;

/** Acknowledgements not sent yet. */
export class Replies {
  #bytes = Buffer.alloc(FIRST_ROOM);
  #length = 0;

  /** Adds one, of the type whose first byte is given. */
  add(firstByte: number, packetId: number): void {
    if (this.#length === this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes, this.#bytes]);
    const at = this.#length;
    this.#bytes[at] = firstByte;
    this.#bytes[at + 1] = 2;
    this.#bytes[at + 2] = packetId >> 8;
    this.#bytes[at + 3] = packetId & 0xff;
    this.#length += REPLY_BYTES;
  }

  /** Sends all of them to the client they are due to. */
  sendTo(connection: PacketSender): void {
    if (this.#length === 0) return;
    connection.send(Buffer.from(this.#bytes.subarray(0, this.#length)));
    this.#length = 0;
  }
}
