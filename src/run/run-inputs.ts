// Files in, what a run works with out: scenario, profile and trace, the texts for the record, their hashes. Nothing is
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
import { endOfTrace } from '../trace/plan-trace.ts';
import type { RecordedTrace } from '../trace/recorded-trace.ts';
import { readInput } from './input-file.ts';
import { loadTrace } from './load-trace.ts';
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
  /** Null when the scenario has a population and streams of its own. */
  readonly trace: RecordedTrace | null;
  readonly settings: readonly Setting[];
}

/**
 * Loads scenario, profile and trace.
 * @throws InputError with every mistake found; StormError when a file cannot be read.
 */
export async function loadInputs(options: RunOptions): Promise<RunInputs> {
  const { path: scenarioPath, text: scenarioText } = await scenarioSource(options);
  const settings = options.settings ?? [];
  const written = parseScenario(scenarioText, scenarioPath, settings);
  refuseUndecided(written, settings);
  const profilePath = options.profile ?? resolve(dirname(scenarioPath), written.profilePath);
  const way = options.profile
    ? 'Check the path.'
    : `The scenario ${scenarioPath} names it; the path is relative to that file.`;
  const profileText = await readInput('profile', profilePath, way);
  const profile = parseProfile(profileText, profilePath, settings);
  const trace = written.trace ? await loadTrace(scenarioPath, written.trace) : null;
  return {
    scenario: {
      ...written,
      durationUs: durationOf(written, trace),
      seed: options.seed ?? written.seed,
      qos: options.qos ?? written.qos,
    },
    scenarioText,
    scenarioHash: sha256(scenarioText),
    profile,
    profileText,
    profileHash: sha256(profileText),
    trace,
    settings,
  };
}

/**
 * The runs that the `vary` of a scenario asks for, as the settings of each; one with those given where nothing varies.
 * @throws StormError when the file cannot be read.
 */
export async function listVariants(options: RunOptions): Promise<readonly (readonly Setting[])[]> {
  const { path, text } = await scenarioSource(options);
  const given = options.settings ?? [];
  const variants = scenarioVariants(text, path, given);
  return variants.slice(0, MAX_VARIANTS).map((variant) => [...given, ...variant]);
}

async function scenarioSource({
  scenario,
  scenarioText,
}: RunOptions): Promise<{ path: string; text: string }> {
  if (scenarioText !== undefined) return { path: scenario, text: scenarioText };
  const path = await findScenario(scenario);
  return { path, text: await readInput('scenario', path) };
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

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
