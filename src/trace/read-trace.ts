// The file of a recorded trace in, its Alerts out. Read once, line by line; lines that cannot be used are left out and
// told, or refused all together when the caller is strict.

import { InputError } from '../domain/diagnostic.ts';
import { StormError } from '../domain/failure.ts';
import { CsvReader } from './csv-reader.ts';
import type { LineReader } from './line-reader.ts';
import { NdjsonReader } from './ndjson-reader.ts';
import type { RecordedTrace } from './recorded-trace.ts';
import { textLines } from './text-lines.ts';
import { TraceBuilder } from './trace-builder.ts';
import { TraceBytes } from './trace-bytes.ts';

/** How a trace is to be read. */
export interface TraceOptions {
  /** Refuse the trace for one line that cannot be used. */
  readonly strict: boolean;
}

/**
 * Reads a trace.
 * @param file how the file is named in messages and in the record
 * @throws InputError `bad-trace` when strict, `trace-empty` when nothing is left; StormError `trace-too-large`; and
 * whatever the file system says.
 */
export async function readTrace(
  path: string,
  file: string,
  { strict }: TraceOptions,
): Promise<RecordedTrace> {
  const bytes = new TraceBytes(path);
  const builder = new TraceBuilder(file);
  const { bad } = builder;
  let reader: LineReader | null = null;
  let line = 0;
  for await (const lines of textLines(bytes.texts())) {
    for (const text of lines) {
      line++;
      if (reader === null && text.trim() === '') continue;
      reader ??= text.trimStart().startsWith('{') ? new NdjsonReader(builder) : new CsvReader(file, builder);
      reader.take(text, line);
    }
  }
  reader?.end();
  if (bytes.damaged) {
    const message = 'the compressed data breaks off or is damaged; what comes after it is lost';
    bad.add('', line + 1, [{ field: null, message, hint: null }], () => 1);
  }
  if (strict && bad.lines > 0) {
    throw new InputError(file, bad.shown, { kind: 'bad-trace', mistakes: bad.mistakes });
  }
  if (builder.length === 0) {
    throw bad.lines === 0
      ? new StormError('trace-empty', { path: file })
      : new InputError(file, bad.shown, { kind: 'trace-empty', mistakes: bad.mistakes });
  }
  return builder.build(reader instanceof NdjsonReader ? reader.format : 'csv', bytes.sha256());
}
