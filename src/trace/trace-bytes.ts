// A file in, its text out in pieces, unpacked when it is gzip, and the hash of the bytes that were read. What is left
// of damaged gzip is read as far as it goes, and the damage is told.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The bytes of one file, read once. */
export class TraceBytes {
  /** True when the gzip breaks off or does not unpack; known at the end. */
  damaged = false;
  readonly #path: string;
  readonly #hash = createHash('sha256');

  constructor(path: string) {
    this.#path = path;
  }

  /** SHA-256 of the whole file, hexadecimal; ask once, after the texts. */
  sha256(): string {
    return this.#hash.digest('hex');
  }

  /** The text, in pieces, without a byte order mark. Bytes that are no UTF-8 become replacement characters. */
  async *texts(): AsyncGenerator<string> {
    const decoder = new TextDecoder();
    for await (const bytes of this.#unpacked()) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  }

  async *#unpacked(): AsyncGenerator<Uint8Array> {
    const source = this.#bytes();
    const first = await source.next();
    if (first.done) return;
    const all = startingWith(first.value, source);
    if (first.value[0] === 0x1f && first.value[1] === 0x8b) yield* this.#gunzipped(all);
    else yield* all;
  }

  async *#gunzipped(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
    const source = Readable.from(packed);
    const gunzip = createGunzip();
    source.once('error', (thrown) => gunzip.destroy(thrown));
    source.pipe(gunzip);
    try {
      yield* gunzip as AsyncIterable<Uint8Array>;
    } catch (thrown) {
      if (source.errored) throw thrown;
      this.damaged = true;
      // The rest is read for its hash.
      for await (const _ of source);
    }
  }

  async *#bytes(): AsyncGenerator<Uint8Array> {
    for await (const bytes of createReadStream(this.#path) as AsyncIterable<Uint8Array>) {
      this.#hash.update(bytes);
      yield bytes;
    }
  }
}

async function* startingWith(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
