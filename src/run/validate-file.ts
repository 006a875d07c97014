// One file in, what it is out: a scenario, a profile or a part, told apart by its first key. Nothing is started.
// The parts that a scenario includes and the profile it names are checked with it.

import { type Diagnostic, InputError } from '../domain/diagnostic.ts';
import { type FileKind, fileKind } from '../scenario/file-kind.ts';
import { parsePart } from '../scenario/parse-part.ts';
import { parseProfile } from '../scenario/parse-profile.ts';
import type { Setting } from '../scenario/setting.ts';
import { readInput } from './input-file.ts';
import { listVariants, loadInputs } from './run-inputs.ts';
import { findScenario } from './scenario-library.ts';

/** A file that holds what it should. */
export interface ValidFile {
  readonly path: string;
  readonly kind: FileKind;
  /** What it calls itself; null for a part, which has no name. */
  readonly name: string | null;
  /** The settings in a part: alone they can be checked in their form only. Absent for other files. */
  readonly settings?: readonly string[];
}

/**
 * Checks a scenario, with its parts and the profile it names, or a profile, or a part by itself.
 * @throws InputError with every mistake found; StormError when a file cannot be read.
 */
export async function validateFile(
  pathOrName: string,
  settings: readonly Setting[] = [],
): Promise<ValidFile> {
  const path = await findScenario(pathOrName);
  const text = await readInput('file', path);
  const kind = fileKind(text);
  if (kind === 'profile') return { path, kind, name: parseProfile(text, path, settings).name };
  if (kind === 'part') return { path, kind, name: null, settings: parsePart(text, path) };
  let name = '';
  const found = new Map<string, Diagnostic>();
  for (const variant of await listVariants({ scenario: path, settings })) {
    try {
      name = (await loadInputs({ scenario: path, settings: variant })).scenario.name;
    } catch (thrown) {
      if (!(thrown instanceof InputError)) throw thrown;
      for (const diagnostic of thrown.diagnostics) found.set(JSON.stringify(diagnostic), diagnostic);
    }
  }
  if (found.size > 0) throw new InputError(path, [...found.values()]);
  return { path, kind: 'scenario', name };
}
