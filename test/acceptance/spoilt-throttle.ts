// The shipped throttle as a module of somebody else's, made wrong from outside: what it decides goes through lines of
// JavaScript first. For the built command line, which takes such modules by path.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './command-line.ts';

/** What is wrong: JavaScript that sees `honest`, the shipped throttle, and `profile` and `clock` as the factory has them. */
export interface Spoiling {
  /** Statements that run once for each throttle. */
  readonly remember?: string;
  /** The body of `decide(arrival)`. */
  readonly decide: string;
}

/** Writes the module into a directory and returns its path. */
export async function spoiltThrottle(
  directory: string,
  { remember = '', decide }: Spoiling,
): Promise<string> {
  const path = join(directory, 'spoilt.mjs');
  const library = pathToFileURL(join(ROOT, 'dist/index.js')).href;
  await writeFile(
    path,
    `import { createThrottle } from '${library}';
export default (profile, clock) => {
  const honest = createThrottle(profile, clock);
  ${remember}
  return {
    get trackedKeys() { return honest.trackedKeys; },
    decide(arrival) { ${decide} },
  };
};
`,
  );
  return path;
}
