// The scenarios that come with the package, and how a name becomes one of them.
// Reads the package's own directory; a file that the user names always comes first.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StormError } from '../domain/failure.ts';
import { countDevices } from '../plan/population.ts';
import { nearestWord } from '../scenario/nearest-word.ts';
import { type OpeningComment, openingComment } from '../scenario/opening-comment.ts';
import { parseScenario, scenarioVariants } from '../scenario/parse-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readScenario } from './scenario-files.ts';

const LIBRARY = fileURLToPath(new URL('../../scenarios', import.meta.url));

/** A scenario of the library, as `list` shows it. */
export type ListedScenario = Pick<
  Scenario,
  'name' | 'title' | 'description' | 'requirements' | 'claims' | 'seed' | 'durationUs' | 'timeScale'
> & {
  readonly path: string;
  /** What the comment it opens with says. */
  readonly comment: OpeningComment;
  /** The profile's path as the scenario names it. */
  readonly profile: string;
  /** Devices of the population. */
  readonly devices: number;
  /** Names of its streams. */
  readonly streams: readonly string[];
  /** Its `expect` lines. */
  readonly expect: readonly string[];
  /** Runs that it asks for: more than one where it varies something. */
  readonly runs: number;
};

/** Every scenario of the library, by name. */
export async function listScenarios(): Promise<readonly ListedScenario[]> {
  return Promise.all((await scenarioNames()).map(listed));
}

async function listed(name: string): Promise<ListedScenario> {
  const { path, text, parts } = await readScenario(libraryPath(name));
  const scenario = parseScenario(text, path, [], parts);
  const { title, description, requirements, claims, seed, durationUs, timeScale } = scenario;
  return {
    name,
    title,
    description,
    comment: openingComment(text),
    requirements,
    claims,
    seed,
    path,
    profile: scenario.profilePath,
    devices: countDevices(scenario.population),
    streams: scenario.streams.map((stream) => stream.name),
    expect: scenario.expect.map((expectation) => expectation.text),
    durationUs,
    timeScale,
    runs: scenario.varies?.length ? scenarioVariants(text, path, []).length : 1,
  };
}

/**
 * The file a user means: a path that exists, else a name in the library.
 * @throws StormError `file-missing`.
 */
export async function findScenario(pathOrName: string): Promise<string> {
  if (existsSync(pathOrName)) return pathOrName;
  if (existsSync(libraryPath(pathOrName)) && !pathOrName.includes('/')) return libraryPath(pathOrName);
  const names = await scenarioNames();
  const nearest = nearestWord(pathOrName, names);
  const way = nearest
    ? `Did you mean \`${nearest}\`?`
    : 'Name a file, or a scenario of the library: `stormproof list` shows them.';
  throw new StormError('file-missing', { what: 'scenario', path: pathOrName, way });
}

async function scenarioNames(): Promise<string[]> {
  const files = await readdir(LIBRARY);
  return files.flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -'.yaml'.length)] : [])).sort();
}

function libraryPath(name: string): string {
  return relative(process.cwd(), join(LIBRARY, `${name}.yaml`)) || name;
}
