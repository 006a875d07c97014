// Bytes of one connection in, whole MQTT control packets out, as views of what came in. Knows where a packet ends and
// nothing of what is in it (MQTT 3.1.1 section 2.2).

import { MAX_PACKET_BYTES } from '../domain/limits.ts';

const CONTINUES = 0x80;
const LONGEST_LENGTH_FIELD = 4;
const NOT_YET = -1;
const BROKEN = -2;

/** The packets of one connection, in order. */
export class PacketFrames {
  #bytes: Buffer | null = null;
  #at = 0;
  #broken = false;

  /** True once what came can be no packet, or one longer than MAX_PACKET_BYTES: nothing can be read any more. */
  get broken(): boolean {
    return this.#broken;
  }

  /** Adds what was received. */
  add(bytes: Buffer): void {
    this.#bytes = this.#bytes === null ? bytes : Buffer.concat([this.#bytes.subarray(this.#at), bytes]);
    this.#at = 0;
  }

  /** The next whole packet, its fixed header included; null when there is none yet. */
  next(): Buffer | null {
    const bytes = this.#bytes;
    if (bytes === null) return null;
    const end = endOfPacket(bytes, this.#at);
    if (end === BROKEN) this.#broken = true;
    if (end < 0 || end > bytes.length) return null;
    const packet = bytes.subarray(this.#at, end);
    this.#at = end;
    if (end === bytes.length) this.#bytes = null;
    return packet;
  }
}

/** Where the body of a packet begins: behind its type and its length. */
export function bodyOf(packet: Buffer): number {
  let at = 1;
  while (packet[at]! >= CONTINUES) at++;
  return at + 1;
}

/** Where the packet that begins here ends, whether all of it is there or not. */
function endOfPacket(bytes: Buffer, start: number): number {
  let length = 0;
  for (let at = 1; at <= LONGEST_LENGTH_FIELD; at++) {
    const byte = bytes[start + at];
    if (byte === undefined) return NOT_YET;
    length += (byte % CONTINUES) * CONTINUES ** (at - 1);
    if (byte < CONTINUES) {
      const end = start + at + 1 + length;
      return end - start > MAX_PACKET_BYTES ? BROKEN : end;
    }
  }
  return BROKEN;
}
