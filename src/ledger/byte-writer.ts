// Text and numbers in, their bytes out, in one buffer that grows: for files of hundreds of megabytes, where a string
// for each line takes longer than all that the line is about. Knows nothing of what it writes.

const ZERO = 48;
const QUOTE = 34;
const BACKSLASH = 92;
const FIRST_PRINTABLE = 32;
const LAST_PRINTABLE = 126;
const HEX_DIGITS = Buffer.from('0123456789abcdef');
const MILLIARD = 1_000_000_000;
/** Digits of the longest whole number that a double holds exactly, and room for a sign and an exponent. */
const LONGEST_NUMBER = 32;

/** Appends to a buffer of its own. */
export class ByteWriter {
  #bytes: Buffer;
  #end = 0;

  constructor(expectedBytes: number) {
    this.#bytes = Buffer.allocUnsafe(expectedBytes);
  }

  /** How many bytes were written: where the next one will stand. */
  get end(): number {
    return this.#end;
  }

  /** All that was written. The writer must not be used again. */
  finish(): Buffer {
    return this.#bytes.subarray(0, this.#end);
  }

  bytes(piece: Uint8Array): void {
    this.#makeRoom(piece.length);
    const to = this.#bytes;
    let end = this.#end;
    for (let at = 0; at < piece.length; at++) to[end++] = piece[at]!;
    this.#end = end;
  }

  /** Once more what stands from here to there. */
  again(from: number, until: number): void {
    this.#makeRoom(until - from);
    const to = this.#bytes;
    let end = this.#end;
    for (let at = from; at < until; at++) to[end++] = to[at]!;
    this.#end = end;
  }

  /** A text as JSON writes it, in quotes. */
  quoted(text: string): void {
    this.#makeRoom(text.length + 2);
    const to = this.#bytes;
    let end = this.#end;
    to[end++] = QUOTE;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const plain = code >= FIRST_PRINTABLE && code <= LAST_PRINTABLE && code !== QUOTE && code !== BACKSLASH;
      if (!plain) {
        this.bytes(Buffer.from(JSON.stringify(text)));
        return;
      }
      to[end++] = code;
    }
    to[end++] = QUOTE;
    this.#end = end;
  }

  /** A finite number as JSON writes it. */
  number(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) {
      this.bytes(Buffer.from(`${value}`));
      return;
    }
    this.#makeRoom(LONGEST_NUMBER);
    const above = Math.floor(value / MILLIARD);
    if (above > 0) this.#digits(above, digitsOf(above));
    const rest = value - above * MILLIARD;
    this.#digits(rest, above > 0 ? 9 : digitsOf(rest));
  }

  /** An unsigned 32-bit number as eight hexadecimal digits in quotes. */
  hex(value: number): void {
    this.#makeRoom(10);
    const to = this.#bytes;
    let end = this.#end;
    to[end++] = QUOTE;
    for (let shift = 28; shift >= 0; shift -= 4) to[end++] = HEX_DIGITS[(value >>> shift) & 15]!;
    to[end++] = QUOTE;
    this.#end = end;
  }

  /** A whole number in so many decimal digits, zeros in front. */
  #digits(value: number, digits: number): void {
    const to = this.#bytes;
    let rest = value | 0;
    for (let at = this.#end + digits - 1; at >= this.#end; at--) {
      const above = (rest / 10) | 0;
      to[at] = ZERO + rest - above * 10;
      rest = above;
    }
    this.#end += digits;
  }

  #makeRoom(bytes: number): void {
    if (this.#end + bytes <= this.#bytes.length) return;
    const wide = Buffer.allocUnsafe(2 * (this.#end + bytes));
    wide.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = wide;
  }
}

/** Decimal digits of a whole number. Above nine digits only the part above a milliard is asked about. */
function digitsOf(value: number): number {
  let digits = 1;
  for (let least = 10; value >= least; least *= 10) digits++;
  return digits;
}
