// Files in, what a run works with out: the scenario and profile, their texts for the record, their hashes. Nothing is
// started before all of it is known to be good.

import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { StormError } from '../domain/failure.ts';
import { MAX_VARIANTS } from '../domain/limits.ts';
import { parseProfile } from '../scenario/parse-profile.ts';
import { parseScenario, scenarioVariants } from '../scenario/parse-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Setting } from '../scenario/setting.ts';
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
  readonly settings: readonly Setting[];
}

/**
 * Loads scenario and profile.
 * @throws InputError with every mistake found; StormError when a file cannot be read.
 */
export async function loadInputs(options: RunOptions): Promise<RunInputs> {
  const scenarioPath = await findScenario(options.scenario);
  const scenarioText = await readInput('scenario', scenarioPath);
  const settings = options.settings ?? [];
  const written = parseScenario(scenarioText, scenarioPath, settings);
  refuseUndecided(written, settings);
  const profilePath = options.profile ?? resolve(dirname(scenarioPath), written.profilePath);
  const way = options.profile
    ? 'Check the path.'
    : `The scenario ${scenarioPath} names it; the path is relative to that file.`;
  const profileText = await readInput('profile', profilePath, way);
  return {
    scenario: { ...written, seed: options.seed ?? written.seed, qos: options.qos ?? written.qos },
    scenarioText,
    scenarioHash: sha256(scenarioText),
    profile: parseProfile(profileText, profilePath, settings),
    profileText,
    profileHash: sha256(profileText),
    settings,
  };
}

/**
 * The runs that the `vary` of a scenario asks for, as the settings of each; one with those given where nothing varies.
 * @throws StormError when the file cannot be read.
 */
export async function listVariants(options: RunOptions): Promise<readonly (readonly Setting[])[]> {
  const path = await findScenario(options.scenario);
  const given = options.settings ?? [];
  const variants = scenarioVariants(await readInput('scenario', path), path, given);
  return variants.slice(0, MAX_VARIANTS).map((variant) => [...given, ...variant]);
}

function refuseUndecided({ varies = [] }: Scenario, settings: readonly Setting[]): void {
  const open = varies.filter((path) => !settings.some((setting) => setting.path === path));
  if (open.length === 0) return;
  const problem = `the scenario varies ${open.join(', ')}, and a run needs one value of each`;
  throw new StormError('usage', { problem, way: 'Set them, or take the settings of one of its variants.' });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
