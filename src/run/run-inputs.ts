// Files in, what a run works with out: the scenario and profile, their texts for the record, their hashes. Nothing is
// started before all of it is known to be good. Runs of the same files with other values share what they have in
// common.

import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { StormError } from '../domain/failure.ts';
import { MAX_VARIANTS } from '../domain/limits.ts';
import { parseProfile } from '../scenario/parse-profile.ts';
import { parseScenario, scenarioVariants } from '../scenario/parse-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { ofProfile, ofScenario, type Setting } from '../scenario/setting.ts';
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

/** Files read once, and parsed once with the same settings, however many runs are made of them. */
export class InputFiles {
  readonly #texts = new Map<string, Promise<string>>();
  readonly #scenarios = new Map<string, Scenario>();
  readonly #profiles = new Map<string, Profile>();

  /**
   * Loads scenario and profile.
   * @throws InputError with every mistake found; StormError when a file cannot be read.
   */
  async load(options: RunOptions): Promise<RunInputs> {
    const scenarioPath = await findScenario(options.scenario);
    const scenarioText = await this.text('scenario', scenarioPath);
    const settings = options.settings ?? [];
    const written = once(this.#scenarios, scenarioPath, ofScenario(settings), () =>
      parseScenario(scenarioText, scenarioPath, settings),
    );
    refuseUndecided(written, settings);
    const profilePath = options.profile ?? resolve(dirname(scenarioPath), written.profilePath);
    const way = options.profile
      ? 'Check the path.'
      : `The scenario ${scenarioPath} names it; the path is relative to that file.`;
    const profileText = await this.text('profile', profilePath, way);
    return {
      scenario: { ...written, seed: options.seed ?? written.seed, qos: options.qos ?? written.qos },
      scenarioText,
      scenarioHash: sha256(scenarioText),
      profile: once(this.#profiles, profilePath, ofProfile(settings), () =>
        parseProfile(profileText, profilePath, settings),
      ),
      profileText,
      profileHash: sha256(profileText),
      settings,
    };
  }

  /** The text of a file; `what` and `way` are for the message when there is none. */
  text(what: string, path: string, way?: string): Promise<string> {
    const known = this.#texts.get(path);
    if (known) return known;
    const read = readInput(what, path, way);
    this.#texts.set(path, read);
    return read;
  }
}

/**
 * Loads scenario and profile of one run.
 * @throws InputError with every mistake found; StormError when a file cannot be read.
 */
export function loadInputs(options: RunOptions): Promise<RunInputs> {
  return new InputFiles().load(options);
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

function once<T>(made: Map<string, T>, path: string, settings: readonly Setting[], make: () => T): T {
  const name = JSON.stringify([path, settings.map(({ path: of, value }) => [of, value])]);
  const known = made.get(name);
  if (known) return known;
  const parsed = make();
  made.set(name, parsed);
  return parsed;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
