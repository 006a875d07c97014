// CRC-32 (the one of zlib) in the making: a state in, one byte or one fixed text more, a state out. Appending a fixed
// text is a linear map on the 32 bits of the state, so four look-ups do it, however long the text is.

/** A CRC-32 that more bytes may be appended to. */
export type CrcState = number;

/** The state before the first byte. */
export const EMPTY_CRC: CrcState = -1;

const POLYNOMIAL = 0xedb8_8320;

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? POLYNOMIAL : 0);
  return remainder;
});

/** The state after one byte more. */
export function appendByte(state: CrcState, byte: number): CrcState {
  return TABLE[(state ^ byte) & 0xff]! ^ (state >>> 8);
}

/** The checksum that a state stands for, an unsigned 32-bit number. */
export function crcOf(state: CrcState): number {
  return ~state >>> 0;
}

/** How to append this text of single-byte characters to any state. */
export function appending(text: string): (state: CrcState) => CrcState {
  const after = (state: CrcState): CrcState => {
    let appended = state;
    for (let at = 0; at < text.length; at++) appended = appendByte(appended, text.charCodeAt(at));
    return appended;
  };
  const ofNothing = after(0);
  const [low, second, third, high] = [0, 8, 16, 24].map((shift) =>
    Int32Array.from({ length: 256 }, (_, byte) => after(byte << shift) ^ ofNothing),
  ) as [Int32Array, Int32Array, Int32Array, Int32Array];
  return (state) =>
    low[state & 0xff]! ^
    second[(state >>> 8) & 0xff]! ^
    third[(state >>> 16) & 0xff]! ^
    high[state >>> 24]! ^
    ofNothing;
}
