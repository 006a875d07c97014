// The files of a scenario in, their texts out: its own, and that of each part it includes, or why it cannot be had.
// Interprets nothing but `include`.

import { dirname, isAbsolute, join } from 'node:path';
import { messageOf, StormError } from '../domain/failure.ts';
import { includedPaths, type LostPart, type PartText } from '../scenario/include.ts';
import { readInput } from './input-file.ts';

/** A scenario as it lies on disk. */
export interface ScenarioFiles {
  readonly path: string;
  readonly text: string;
  readonly parts: readonly (PartText | LostPart)[];
}

/**
 * Reads a scenario and its parts. A part that cannot be read is no failure here: it is shown where it is included.
 * @throws StormError when the scenario itself cannot be read.
 */
export async function readScenario(path: string): Promise<ScenarioFiles> {
  const text = await readInput('scenario', path);
  const parts = await Promise.all(includedPaths(text).map((part) => readPart(part, dirname(path))));
  return { path, text, parts };
}

async function readPart(path: string, from: string): Promise<PartText | LostPart> {
  const file = isAbsolute(path) ? path : join(from, path);
  try {
    return { path, file, text: await readInput('part', file) };
  } catch (thrown) {
    if (!(thrown instanceof StormError)) throw thrown;
    return { path, cause: thrown.kind === 'file-missing' ? null : messageOf(thrown.cause) };
  }
}
