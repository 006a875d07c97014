// Files in, what a run works with out: the scenario and profile, their texts for the record, their hashes. Nothing is
// started before all of it is known to be good.

import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { parseProfile } from '../scenario/parse-profile.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Profile } from '../throttle/profile.ts';
import { readInput } from './input-file.ts';
import type { RunOptions } from './run-options.ts';
import { findScenario } from './scenario-library.ts';

/** What a run works with. The scenario has the options' overrides applied. */
export interface RunInputs {
  readonly scenario: Scenario;
  readonly scenarioText: string;
  readonly scenarioHash: string;
  readonly profile: Profile;
  readonly profileText: string;
  readonly profileHash: string;
}

/**
 * Loads scenario and profile.
 * @throws InputError with every mistake found; StormError when a file cannot be read.
 */
export async function loadInputs(options: RunOptions): Promise<RunInputs> {
  const scenarioPath = await findScenario(options.scenario);
  const scenarioText = await readInput('scenario', scenarioPath);
  const written = parseScenario(scenarioText, scenarioPath);
  const profilePath = options.profile ?? resolve(dirname(scenarioPath), written.profilePath);
  const way = options.profile
    ? 'Check the path.'
    : `The scenario ${scenarioPath} names it; the path is relative to that file.`;
  const profileText = await readInput('profile', profilePath, way);
  return {
    scenario: { ...written, seed: options.seed ?? written.seed, qos: options.qos ?? written.qos },
    scenarioText,
    scenarioHash: sha256(scenarioText),
    profile: parseProfile(profileText, profilePath),
    profileText,
    profileHash: sha256(profileText),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
