// CRC-32 of a payload: how the ledgers tell whether bytes were changed without keeping them. It finds accidents;
// what was changed on purpose is the manifest's business.

import { crc32 } from 'node:zlib';

/** CRC-32 of the bytes, an unsigned 32-bit number. */
export function payloadCrc(bytes: Buffer): number {
  return crc32(bytes);
}
