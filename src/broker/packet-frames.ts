// Bytes of one connection in, whole MQTT control packets out, as views of what came in. Knows where a packet ends and
// nothing of what is in it (MQTT 3.1.1 section 2.2).

import { MAX_PACKET_BYTES } from '../domain/limits.ts';

const CONTINUES = 0x80;
const LONGEST_LENGTH_FIELD = 4;
const NOTHING = Buffer.alloc(0);
const NOT_YET = Number.POSITIVE_INFINITY;
const BROKEN = -1;

/** The packets of one connection, in order. */
export class PacketFrames {
  /** What came lies between `#at` and `#end`; behind that there may be room for more. */
  #bytes: Buffer = NOTHING;
  #at = 0;
  #end = 0;
  #broken = false;

  /** True once what came can be no packet, or one longer than MAX_PACKET_BYTES: nothing can be read any more. */
  get broken(): boolean {
    return this.#broken;
  }

  /** Adds what was received. */
  add(bytes: Buffer): void {
    const rest = this.#end - this.#at;
    if (rest === 0) {
      this.#bytes = bytes;
      this.#at = 0;
      this.#end = bytes.length;
      return;
    }
    if (this.#bytes.length - this.#end < bytes.length) this.#move(rest, bytes.length);
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** The next whole packet, its fixed header included; null when there is none yet. */
  next(): Buffer | null {
    if (this.#broken) return null;
    const length = packetLength(this.#bytes, this.#at, this.#end);
    if (length === BROKEN) this.#broken = true;
    if (length === BROKEN || length > this.#end - this.#at) return null;
    // Most packets come by themselves: no view is made of what is all there is.
    const alone = length === this.#bytes.length;
    const packet = alone ? this.#bytes : this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    if (this.#at === this.#end) this.#bytes = NOTHING;
    return packet;
  }

  /** Moves the rest to where more has room, twice the rest at least: no byte is moved once for each chunk. */
  #move(rest: number, more: number): void {
    const roomy = Buffer.allocUnsafe(Math.max(rest + more, 2 * rest));
    this.#bytes.copy(roomy, 0, this.#at, this.#end);
    this.#bytes = roomy;
    this.#at = 0;
    this.#end = rest;
  }
}

/** Where the body of a packet begins: behind its type and its length. */
export function bodyOf(packet: Buffer): number {
  let at = 1;
  while (packet[at]! >= CONTINUES) at++;
  return at + 1;
}

/** How long the packet is of which these bytes are there, from its first on, whether all of it is there or not. */
function packetLength(bytes: Buffer, start: number, end: number): number {
  let length = 0;
  for (let at = 1; at <= LONGEST_LENGTH_FIELD; at++) {
    if (start + at >= end) return NOT_YET;
    const byte = bytes[start + at]!;
    length += (byte % CONTINUES) * CONTINUES ** (at - 1);
    if (byte < CONTINUES) return at + 1 + length > MAX_PACKET_BYTES ? BROKEN : at + 1 + length;
  }
  return BROKEN;
}
