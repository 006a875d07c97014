// The scenarios that come with the package, and how a name becomes one of them.
// Reads the package's own directory; a file that the user names always comes first.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StormError } from '../domain/failure.ts';
import { nearestWord } from '../scenario/nearest-word.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readScenario } from './scenario-files.ts';

const LIBRARY = fileURLToPath(new URL('../../scenarios', import.meta.url));

/** A scenario of the library, as `list` shows it. */
export type ListedScenario = Pick<
  Scenario,
  'name' | 'title' | 'description' | 'requirements' | 'claims' | 'durationUs' | 'timeScale'
> & { readonly path: string };

/** Every scenario of the library, by name. */
export async function listScenarios(): Promise<readonly ListedScenario[]> {
  const names = await scenarioNames();
  return Promise.all(
    names.map(async (name) => {
      const { path, text, parts } = await readScenario(libraryPath(name));
      const scenario = parseScenario(text, path, [], parts);
      const { title, description, requirements, claims, durationUs, timeScale } = scenario;
      return { name, title, description, requirements, claims, path, durationUs, timeScale };
    }),
  );
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
    : `Name a file, or a scenario of the library: ${names.join(', ')}.`;
  throw new StormError('file-missing', { what: 'scenario', path: pathOrName, way });
}

async function scenarioNames(): Promise<string[]> {
  const files = await readdir(LIBRARY);
  return files.flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -'.yaml'.length)] : [])).sort();
}

function libraryPath(name: string): string {
  return relative(process.cwd(), join(LIBRARY, `${name}.yaml`)) || name;
}
