// One file in, what it is out: a scenario or a profile, told apart by its first key. Nothing is started.
// A profile that a scenario names is checked with it.

import { type Diagnostic, InputError } from '../domain/diagnostic.ts';
import { parseProfile } from '../scenario/parse-profile.ts';
import type { Setting } from '../scenario/setting.ts';
import { readInput } from './input-file.ts';
import { listVariants, loadInputs } from './run-inputs.ts';
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
export async function validateFile(
  pathOrName: string,
  settings: readonly Setting[] = [],
): Promise<ValidFile> {
  const path = await findScenario(pathOrName);
  const text = await readInput('file', path);
  if (/^profile\s*:/m.test(text) && !/^scenario\s*:/m.test(text)) {
    return { path, kind: 'profile', name: parseProfile(text, path, settings).name };
  }
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
