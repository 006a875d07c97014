// The trace that a scenario names in, its Alerts out: a file, or the directory of a run record, whose history it is
// then. Says clearly why it cannot be read; a record that was changed is refused.

import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { InputError } from '../domain/diagnostic.ts';
import { StormError, systemCode } from '../domain/failure.ts';
import { checkRecord } from '../record/read-record.ts';
import { EVIDENCE_FILES } from '../record/write-record.ts';
import type { TraceSpec } from '../scenario/scenario.ts';
import { readTrace } from '../trace/read-trace.ts';
import type { RecordedTrace } from '../trace/recorded-trace.ts';

/**
 * Loads the trace of a scenario.
 * @throws InputError `bad-trace`, `trace-empty`; StormError `file-missing`, `file-unreadable`, `trace-too-large`, and
 * of a record `record-changed`, `record-malformed`, `record-without-history`.
 */
export async function loadTrace(
  scenarioPath: string,
  { file, strict }: Pick<TraceSpec, 'file' | 'strict'>,
): Promise<RecordedTrace> {
  const named = isAbsolute(file) ? file : join(dirname(scenarioPath), file);
  try {
    const path = (await stat(named)).isDirectory() ? await historyIn(named) : named;
    return await readTrace(path, path, { strict });
  } catch (thrown) {
    if (thrown instanceof StormError || thrown instanceof InputError) throw thrown;
    if (systemCode(thrown) === undefined) throw thrown;
    const what = 'trace';
    const way =
      'Name a trace, or the directory of a run record; in a scenario the path is relative to its own file.';
    if (systemCode(thrown) === 'ENOENT')
      throw new StormError('file-missing', { what, path: named, way }, thrown);
    throw new StormError('file-unreadable', { what, path: named }, thrown);
  }
}

async function historyIn(directory: string): Promise<string> {
  await checkRecord(directory, 'evidence');
  return join(directory, EVIDENCE_FILES.history);
}
