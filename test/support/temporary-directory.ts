// A directory for one test file, removed when its tests are done.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Makes the directory; the returned function names a new path in it, with nothing there yet. */
export function temporaryDirectory(): (name?: string) => string {
  const directory = mkdtempSync(join(tmpdir(), 'stormproof-test-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  let made = 0;
  return (name = 'path') => join(directory, `${++made}-${name}`);
}
