// A trace for a test: its text goes into a file of its own, and comes back as columns or as what is wrong with it.

import { writeFile } from 'node:fs/promises';
import { formatAlertCode } from '../../src/domain/alert-code.ts';
import { InputError } from '../../src/domain/diagnostic.ts';
import { readTrace } from '../../src/trace/read-trace.ts';
import type { RecordedTrace } from '../../src/trace/recorded-trace.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const newPath = temporaryDirectory();

/** Two Devices to write about. */
export const [METER, OTHER] = ['00-0D-6F-00-00-00-00-01', '00-0D-6F-00-00-00-00-02'] as const;

/** Reads a text, or bytes, as the trace `storm`. */
export async function traceOf(content: string | Uint8Array, strict = false): Promise<RecordedTrace> {
  const path = newPath('trace');
  await writeFile(path, content);
  return readTrace(path, 'storm', { strict });
}

/** The Alerts of a trace as people would list them. */
export function rowsIn(
  trace: RecordedTrace,
): (readonly [us: number, device: string, code: string, counter: number])[] {
  return [...trace.timeUs].map((us, row) => [
    us,
    trace.deviceIds[trace.device[row]!]!,
    formatAlertCode(trace.kinds[trace.kind[row]!]!.alertCode),
    trace.counter[row]!,
  ]);
}

/** What is said when a text is refused: the kind of failure, its sentence, and each diagnostic in a line. */
export async function refusalOf(content: string | Uint8Array, strict = false): Promise<readonly string[]> {
  const thrown: unknown = await traceOf(content, strict).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof InputError)) throw thrown;
  const places = thrown.diagnostics.map(({ line, column, message }) => `${line}:${column}: ${message}`);
  return [`${thrown.kind}: ${thrown.message}`, ...places];
}
