// Files in, what a run works with out: scenario, profile and trace, the texts for the record, their hashes. Nothing is
// started before all of it is known to be good. Runs of the same files with other values share what they have in
// common.

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
import type { Scenario, TraceSpec } from '../scenario/scenario.ts';
import { ofProfile, ofScenario, type Setting } from '../scenario/setting.ts';
import type { Profile } from '../throttle/profile.ts';
import { endOfTrace } from '../trace/plan-trace.ts';
import type { RecordedTrace } from '../trace/recorded-trace.ts';
import { readInput } from './input-file.ts';
import { loadTrace } from './load-trace.ts';
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
  /** Null when the scenario has a population and streams of its own. */
  readonly trace: RecordedTrace | null;
  readonly settings: readonly Setting[];
}

/** Files read once, and parsed once with the same settings, however many runs are made of them. */
export class InputFiles {
  readonly #files = new Map<string, Promise<ScenarioFiles>>();
  readonly #texts = new Map<string, Promise<string>>();
  readonly #scenarios = new Map<string, Scenario>();
  readonly #profiles = new Map<string, Profile>();
  readonly #traces = new Map<string, Promise<RecordedTrace>>();

  /**
   * Loads scenario, profile and trace.
   * @throws InputError with every mistake found; StormError when a file cannot be read.
   */
  async load(options: RunOptions): Promise<RunInputs> {
    const files = await this.scenario(options);
    const settings = options.settings ?? [];
    const written = once(this.#scenarios, nameOf(files.path, ofScenario(settings)), () =>
      parseScenario(files.text, files.path, settings, files.parts),
    );
    refuseUndecided(written, settings);
    const profilePath = options.profile ?? resolve(dirname(files.path), written.profilePath);
    const profileText = await this.text('profile', profilePath, wayToProfile(options, files));
    const trace = written.trace ? await this.#trace(files.path, written.trace) : null;
    const parts = recordedParts(files);
    return {
      scenario: {
        ...written,
        durationUs: durationOf(written, trace),
        seed: options.seed ?? written.seed,
        qos: options.qos ?? written.qos,
      },
      scenarioText: files.text,
      scenarioHash: scenarioHash(files.text, parts),
      parts,
      profile: once(this.#profiles, nameOf(profilePath, ofProfile(settings)), () =>
        parseProfile(profileText, profilePath, settings),
      ),
      profileText,
      profileHash: sha256(profileText),
      trace,
      settings,
    };
  }

  /** The files of a scenario. */
  async scenario({ scenario, scenarioText }: RunOptions): Promise<ScenarioFiles> {
    if (scenarioText !== undefined) return { path: scenario, text: scenarioText, parts: [] };
    const path = await findScenario(scenario);
    return once(this.#files, path, () => readScenario(path));
  }

  #trace(scenarioPath: string, spec: TraceSpec): Promise<RecordedTrace> {
    const name = JSON.stringify([scenarioPath, spec]);
    return once(this.#traces, name, () => loadTrace(scenarioPath, spec));
  }

  /** The text of a file; `what` and `way` are for the message when there is none. */
  text(what: string, path: string, way?: string): Promise<string> {
    return once(this.#texts, path, () => readInput(what, path, way));
  }
}

/**
 * Loads scenario, profile and trace of one run.
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
  const { path, text } = await new InputFiles().scenario(options);
  const given = options.settings ?? [];
  const variants = scenarioVariants(text, path, given);
  return variants.slice(0, MAX_VARIANTS).map((variant) => [...given, ...variant]);
}

/** A trace that is not cut ends soon after its last Alert. */
function durationOf({ durationUs, trace: spec }: Scenario, trace: RecordedTrace | null): number {
  return trace === null || Number.isFinite(durationUs) ? durationUs : endOfTrace(trace, spec?.shiftUs ?? 0);
}

function refuseUndecided({ varies = [] }: Scenario, settings: readonly Setting[]): void {
  const open = varies.filter((path) => !settings.some((setting) => setting.path === path));
  if (open.length === 0) return;
  const problem = `the scenario varies ${open.join(', ')}, and a run needs one value of each`;
  throw new StormError('usage', { problem, way: 'Set them, or take the settings of one of its variants.' });
}

/** What was made under this name, or is made now. */
function once<T>(made: Map<string, T>, name: string, make: () => T): T {
  const known = made.get(name);
  if (known !== undefined) return known;
  const value = make();
  made.set(name, value);
  return value;
}

/** Names what a file means with these values set. */
function nameOf(path: string, settings: readonly Setting[]): string {
  return JSON.stringify([path, settings.map(({ path: of, value }) => [of, value])]);
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
