// The history as a file: gzip of one JSON line per row, header first. Written and read row by row, so neither
// side ever holds the rows as objects. The file's bytes depend on the history alone.

import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { messageOf, StormError } from '../domain/failure.ts';
import type { History, HistoryHeader } from './history.ts';
import { HistoryBuilder } from './history-builder.ts';
import { HistoryBytes } from './history-bytes.ts';
import { readEntryLine, readHeaderLine } from './history-line.ts';

const ROWS_PER_CHUNK = 512;
/** Level 6 takes three times as long for a file 7 % smaller. */
const COMPRESSION = { level: 3, chunkSize: 0x1_0000 } as const;

/** Writes a history that is there as a whole to a new file. */
export async function writeHistory(path: string, history: History): Promise<void> {
  const writer = new HistoryWriter(path, history.header);
  await writer.write(history);
  await writer.finish(history.header);
}

/** Writes a new file piece by piece. */
export class HistoryWriter {
  readonly #path: string;
  readonly #headerLine: string;
  readonly #gzip = createGzip(COMPRESSION);
  readonly #written: Promise<void>;

  /** Begins the file, at whose place nothing may be, with the header that is expected in the end. */
  constructor(path: string, expected: HistoryHeader) {
    this.#path = path;
    this.#headerLine = headerLine(expected);
    this.#written = pipeline(this.#gzip, createWriteStream(path, { flags: 'wx' }));
    this.#written.catch(() => {});
    this.#gzip.write(this.#headerLine);
  }

  /** Adds all rows of a history, or of the next piece of one. */
  async write(history: History): Promise<void> {
    const rows = new HistoryBytes(history);
    let drained: Promise<unknown> = Promise.resolve();
    for (let row = 0; row < history.length; row += ROWS_PER_CHUNK) {
      // Lines are compressed in another thread while the next are put into words here.
      const lines = rows.lines(row, Math.min(row + ROWS_PER_CHUNK, history.length));
      await drained;
      if (!this.#gzip.write(lines)) drained = Promise.race([once(this.#gzip, 'drain'), this.#written]);
    }
    await drained;
  }

  /** Completes the file. Where the run did not end as expected, what was written is written again behind its header. */
  async finish(header: HistoryHeader): Promise<void> {
    this.#gzip.end();
    await this.#written;
    const line = headerLine(header);
    if (line === this.#headerLine) return;
    const anew = `${this.#path}.anew`;
    await pipeline(
      createReadStream(this.#path),
      createGunzip(),
      replacingStart(this.#headerLine, line),
      createGzip(COMPRESSION),
      createWriteStream(anew, { flags: 'wx' }),
    );
    await rename(anew, this.#path);
  }

  /** Lets go of a file that will not be completed, and leaves it as it is. */
  async abandon(): Promise<void> {
    this.#gzip.destroy();
    await this.#written.catch(() => {});
  }
}

const headerLine = (header: HistoryHeader): string => `${JSON.stringify(header)}\n`;

/** Passes bytes on, with another text in the place of the one they start with. */
function replacingStart(old: string, by: string): Transform {
  let left = Buffer.byteLength(old);
  return new Transform({
    construct(done) {
      this.push(by);
      done();
    },
    transform(chunk: Buffer, _encoding, done) {
      const skipped = Math.min(left, chunk.length);
      left -= skipped;
      done(null, chunk.subarray(skipped));
    },
  });
}

/**
 * Reads a history back.
 * @throws StormError `record-malformed` naming the line that cannot be read.
 */
export async function readHistory(path: string): Promise<History> {
  let builder: HistoryBuilder | undefined;
  let line = 0;
  let lastReceivedUs = Number.NEGATIVE_INFINITY;
  const take = (text: string): void => {
    if (!builder) {
      builder = new HistoryBuilder(readHeaderLine(text));
      line++;
      return;
    }
    const entry = readEntryLine(text);
    if (entry.received !== null && entry.received < lastReceivedUs)
      throw new Error('arrivals are out of order');
    lastReceivedUs = entry.received ?? lastReceivedUs;
    builder.add(entry);
    line++;
  };
  await pipeline(
    createReadStream(path),
    createGunzip().setEncoding('utf8'),
    async (texts: AsyncIterable<string>) => {
      for await (const lines of linesOf(texts)) lines.forEach(take);
    },
  ).catch((thrown: unknown) => {
    const what = `after line ${line} the history cannot be read: ${messageOf(thrown)}`;
    throw new StormError('record-malformed', { path, what }, thrown);
  });
  if (!builder) throw new StormError('record-malformed', { path, what: 'the history is empty' });
  return builder.build();
}

/** Whole lines of a text that comes in pieces. Not readline: it turns an error of its input into an uncaught one. */
async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    yield lines;
  }
  if (rest !== '') yield [rest];
}
