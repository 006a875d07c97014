// The path of a module in, the factory that is its default export out, with the hash of the file for the record.
// Runs what the module does while it loads, and nothing else of it.

import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { sleepMs } from '../domain/clock.ts';
import { messageOf, StormError, systemCode } from '../domain/failure.ts';
import { THROTTLE_LOAD_DEADLINE_MS } from '../domain/limits.ts';
import { shown } from '../throttle/check-decision.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import { readInput } from './input-file.ts';

/** A throttle's module, loaded. The hash is of its file alone, not of what that imports. */
export interface LoadedThrottle {
  readonly factory: ThrottleFactory;
  readonly sha256: string;
}

/**
 * Loads a throttle's module; the path is relative to the current directory.
 * @throws StormError `file-missing`, `file-unreadable`, `throttle-unusable`.
 */
export async function loadThrottle(
  path: string,
  deadlineMs: number = THROTTLE_LOAD_DEADLINE_MS,
): Promise<LoadedThrottle> {
  const text = await readInput(
    'throttle',
    path,
    'Name a module; its path is relative to the current directory.',
  );
  const sha256 = createHash('sha256').update(text).digest('hex');
  const exported = await defaultExportOf(path, sha256, deadlineMs);
  if (typeof exported === 'function') return { factory: exported as ThrottleFactory, sha256 };
  const problem =
    exported === undefined ? 'it has no default export' : `its default export is ${shown(exported)}`;
  throw new StormError('throttle-unusable', {
    name: path,
    problem,
    way: 'Export the factory: `export default (profile, clock) => ({ decide, trackedKeys })`.',
  });
}

async function defaultExportOf(path: string, sha256: string, deadlineMs: number): Promise<unknown> {
  const url = pathToFileURL(path);
  // A module is loaded once per URL; one that was changed since must not be taken for what it was.
  url.search = sha256;
  const waiting = new AbortController();
  const late = sleepMs(deadlineMs, waiting.signal).then(() => {
    throw new Error(`it did not finish loading within ${deadlineMs / 1_000} s`);
  });
  late.catch(() => {});
  try {
    const module: unknown = await Promise.race([import(/* @vite-ignore */ url.href), late]);
    return (module as { readonly default?: unknown }).default;
  } catch (thrown) {
    const problem = `it does not load: ${messageOf(thrown)}`;
    throw new StormError('throttle-unusable', { name: path, problem, way: wayOutOf(thrown) }, thrown);
  } finally {
    waiting.abort();
  }
}

function wayOutOf(thrown: unknown): string {
  return systemCode(thrown) === 'ERR_UNKNOWN_FILE_EXTENSION'
    ? `Name a .mjs or .js file; Node ${process.versions.node} does not read others, such as TypeScript.`
    : 'Mend the module; --debug shows where it broke. Nothing was run.';
}
