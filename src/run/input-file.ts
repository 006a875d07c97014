// Reads an input file as text, or says clearly why it cannot.
// Never interprets what it reads.

import { readFile } from 'node:fs/promises';
import { StormError, systemCode } from '../domain/failure.ts';

/**
 * Text of a file.
 * @param what what the file is to the user, for messages: `scenario`, `profile`.
 * @throws StormError `file-missing`, `file-unreadable`.
 */
export async function readInput(what: string, path: string, way = 'Check the path.'): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') throw new StormError('file-missing', { what, path, way }, thrown);
    throw new StormError('file-unreadable', { what, path }, thrown);
  }
}
