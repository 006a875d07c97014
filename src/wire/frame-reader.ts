// Bytes in as the network cuts them, whole MQTT packets out. Looks at no more than the fixed header (MQTT 3.1.1 section
// 2.2), and copies nothing unless a packet is cut in two. What cannot be a packet is the peer's fault and ends it.

const LONGEST_LENGTH_FIELD = 4;

/** The peer broke MQTT's rules: its connection must be ended, and nothing else. */
export class PeerFault extends Error {}

/** Whoever takes packets. */
export interface PacketTaker {
  /**
   * Takes one packet: its first byte is at `at`, what follows the length is from `body` to before `end`. The bytes are
   * lent. False ends the reading.
   */
  packet(bytes: Buffer, at: number, body: number, end: number): boolean;
}

/** Cuts what one connection receives into packets. */
export class FrameReader {
  /** The beginning of a packet whose end has not come, in pieces. */
  #begun: Buffer[] | null = null;
  /** How many bytes it takes at least before looking at it again makes sense. */
  #missing = 0;

  /**
   * Takes the first bytes of a buffer, which may be used again afterwards.
   * @throws PeerFault when they are no MQTT; whatever the taker throws.
   */
  read(buffer: Buffer, length: number, taker: PacketTaker): void {
    let bytes = buffer;
    let available = length;
    if (this.#begun !== null) {
      this.#keep(buffer, 0, length);
      if (this.#missing > 0) return;
      bytes = Buffer.concat(this.#begun);
      available = bytes.length;
      this.#begun = null;
    }
    for (let at = 0; at < available; ) {
      const body = bodyOf(bytes, at, available);
      const end = body < 0 ? available + 1 : body + lengthOf(bytes, at + 1, body);
      if (end > available) {
        this.#missing = end - at;
        this.#keep(bytes, at, available);
        return;
      }
      if (!taker.packet(bytes, at, body, end)) return;
      at = end;
    }
  }

  #keep(bytes: Buffer, from: number, until: number): void {
    this.#begun ??= [];
    this.#begun.push(Buffer.from(bytes.subarray(from, until)));
    this.#missing -= until - from;
  }
}

/** Where a packet goes on behind its length; -1 when that has not come. */
function bodyOf(bytes: Buffer, at: number, available: number): number {
  for (let last = at + 1; last < available; last++) {
    if (bytes[last]! < 0x80) return last + 1;
    if (last - at === LONGEST_LENGTH_FIELD) throw new PeerFault('a packet has a length that cannot be');
  }
  return -1;
}

function lengthOf(bytes: Buffer, from: number, until: number): number {
  let length = 0;
  for (let at = until - 1; at >= from; at--) length = length * 0x80 + (bytes[at]! & 0x7f);
  return length;
}
