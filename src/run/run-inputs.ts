// Files in, what a run works with out: the scenario and profile, their texts for the record, their hashes. Nothing is
// started before all of it is known to be good.

import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { StormError } from '../domain/failure.ts';
import { MAX_VARIANTS } from '../domain/limits.ts';
import { partFile } from '../record/part-file.ts';
import type { RecordedPart } from '../record/run-document.ts';
import { EVIDENCE_FILES } from '../record/write-record.ts';
import { partThatSays } from '../scenario/include.ts';
import { parseProfile } from '../scenario/parse-profile.ts';
import { parseScenario, scenarioVariants } from '../scenario/parse-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Setting } from '../scenario/setting.ts';
import type { Profile } from '../throttle/profile.ts';
import { readInput } from './input-file.ts';
import type { RunOptions } from './run-options.ts';
import { readScenario, type ScenarioFiles } from './scenario-files.ts';
import { findScenario } from './scenario-library.ts';

/** What a run works with. The scenario has the options' overrides applied. */
export interface RunInputs {
  readonly scenario: Scenario;
  readonly scenarioText: string;
  readonly scenarioHash: string;
  readonly parts: readonly (RecordedPart & { readonly text: string })[];
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
  const files = await readScenario(await findScenario(options.scenario));
  const settings = options.settings ?? [];
  const written = parseScenario(files.text, files.path, settings, files.parts);
  refuseUndecided(written, settings);
  const profilePath = options.profile ?? resolve(dirname(files.path), written.profilePath);
  const profileText = await readInput('profile', profilePath, wayToProfile(options, files));
  const parts = recordedParts(files);
  return {
    scenario: { ...written, seed: options.seed ?? written.seed, qos: options.qos ?? written.qos },
    scenarioText: files.text,
    scenarioHash: scenarioHash(files.text, parts),
    parts,
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

/** Where to look when there is no profile: at the file that names it. */
function wayToProfile({ profile, settings = [] }: RunOptions, { path, text, parts }: ScenarioFiles): string {
  if (profile !== undefined) return 'Check the path.';
  if (settings.some((setting) => setting.path === 'profile')) {
    return `It was set from outside; the path is relative to the scenario ${path}.`;
  }
  const namer = partThatSays('profile', text, parts);
  return namer
    ? `The part ${namer.file} names it; the path is relative to that file.`
    : `The scenario ${path} names it; the path is relative to that file.`;
}

/** The parts under the names they have in a record. All of them are there, or the scenario would have been refused. */
function recordedParts({ parts }: ScenarioFiles): RunInputs['parts'] {
  return parts
    .filter((part) => 'text' in part)
    .map(({ path, text }, index) => ({ path, file: partFile(index), sha256: sha256(text), text }));
}

/** Without parts the checksum of the file; else of what `sha256sum` says of all files, as they are in the record. */
function scenarioHash(text: string, parts: RunInputs['parts']): string {
  const own = sha256(text);
  if (parts.length === 0) return own;
  const sums = [{ sha256: own, file: EVIDENCE_FILES.scenario }, ...parts];
  return sha256(sums.map(({ sha256: sum, file }) => `${sum}  ${file}\n`).join(''));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
