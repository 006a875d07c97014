// The history as a file: gzip of one JSON line per row, header first. Written and read row by row, so neither
// side ever holds the rows as objects. The file's bytes depend on the history alone.

import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { messageOf, StormError } from '../domain/failure.ts';
import type { History } from './history.ts';
import { HistoryBuilder } from './history-builder.ts';
import { HistoryBytes } from './history-bytes.ts';
import { readEntryLine, readHeaderLine } from './history-line.ts';

const ROWS_PER_CHUNK = 512;
/** Level 6 takes three times as long for a file 7 % smaller. */
const COMPRESSION = { level: 3, chunkSize: 0x1_0000 } as const;

/** Writes a history to a new file. */
export async function writeHistory(path: string, history: History): Promise<void> {
  await pipeline(
    Readable.from(chunks(history)),
    createGzip(COMPRESSION),
    createWriteStream(path, { flags: 'wx' }),
  );
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

function* chunks(history: History): Generator<Buffer> {
  yield Buffer.from(`${JSON.stringify(history.header)}\n`);
  const rows = new HistoryBytes(history);
  for (let row = 0; row < history.length; row += ROWS_PER_CHUNK) {
    const until = Math.min(row + ROWS_PER_CHUNK, history.length);
    yield rows.lines(row, until);
  }
}
