// One file in, what it is out: a scenario or a profile, told apart by its first key. Nothing is started.
// A profile that a scenario names is checked with it.

import { parseProfile } from '../scenario/parse-profile.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import { readInput } from './input-file.ts';
import { loadInputs } from './run-inputs.ts';
import { findScenario } from './scenario-library.ts';

/** A file that holds what it should. */
export interface ValidFile {
  readonly path: string;
  readonly kind: 'scenario' | 'profile';
  readonly name: string;
}

/**
 * Checks a scenario, with the profile it names, or a profile.
 * @throws InputError with every mistake found; StormError when a file cannot be read.
 */
export async function validateFile(pathOrName: string): Promise<ValidFile> {
  const path = await findScenario(pathOrName);
  const text = await readInput('file', path);
  if (/^profile\s*:/m.test(text) && !/^scenario\s*:/m.test(text)) {
    return { path, kind: 'profile', name: parseProfile(text, path).name };
  }
  const { name } = parseScenario(text, path);
  await loadInputs({ scenario: path });
  return { path, kind: 'scenario', name };
}
